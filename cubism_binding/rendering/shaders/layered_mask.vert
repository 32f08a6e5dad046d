#version 330 core

layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in uvec4 traits;

uniform samplerBuffer table;  // see layered.vert
uniform int object_count;
uniform int set;

out vec2 texture_uv;
flat out float texture_layer;

void main() {
    vec4 lookup = texelFetch(table, 2 * object_count + set);
    texture_uv = vec2(uv.x, 1.0 - uv.y);
    texture_layer = float(traits.z);
    gl_Position = vec4(2.0 * (position * lookup.xy + lookup.zw) - 1.0, 0.0, 1.0);
}
