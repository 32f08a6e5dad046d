#version 330 core
// The opaque inner part of a drawable, for the depth buffer only.

layout(location = 0) in vec2 position;
layout(location = 2) in uvec4 traits;

uniform vec4 view;
uniform samplerBuffer table;
uniform int drawable_count;
uniform float behind;  // a little: the drawable itself must still pass

invariant gl_Position;

void main() {
    float depth = texelFetch(table, drawable_count + int(traits.x)).a;
    gl_Position = vec4(position * view.xy + view.zw, depth + behind, 1.0);
}
