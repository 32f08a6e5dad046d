#version 330 core
// One mask drawable may serve several clipping sets, so its vertices are fetched by number, once for each set.

layout(location = 0) in uvec4 instance;  // vertex, clipping set, texture layer, bits: 0-1 channel, 2 double-sided

uniform samplerBuffer positions;  // model units, all drawables
uniform samplerBuffer uvs;
uniform samplerBuffer table;      // see model.vert
uniform int drawable_count;
uniform int set_pairs;

out vec2 texture_uv;
out vec2 place;  // in the mask texture, 0..1
flat out vec4 rectangle;
flat out float texture_layer;
flat out uint bits;

void main() {
    int row = 2 * drawable_count + int(instance.y >> 1u);
    vec4 scales = texelFetch(table, row), shifts = texelFetch(table, row + set_pairs);
    rectangle = texelFetch(table, 2 * (drawable_count + set_pairs) + int(instance.y));
    vec2 position = texelFetch(positions, int(instance.x)).xy;
    place = (instance.y & 1u) == 0u ? position * scales.xy + shifts.xy : position * scales.zw + shifts.zw;
    vec2 uv = texelFetch(uvs, int(instance.x)).xy;
    texture_uv = vec2(uv.x, 1.0 - uv.y);
    texture_layer = float(instance.z);
    bits = instance.w;
    gl_Position = vec4(2.0 * place - 1.0, 0.0, 1.0);
}
