#version 330 core
// All drawables in one call: positions come from the Core's block as it is, everything else is looked up by drawable.

layout(location = 0) in vec2 position;  // model units
layout(location = 1) in vec2 uv;        // v = 0 is the bottom of the picture
layout(location = 2) in uvec4 traits;   // drawable, clipping set, texture layer, bits (see draw_list.py)

uniform vec4 view;            // clip = position * view.xy + view.zw
uniform samplerBuffer table;  // rows: multiply colour + opacity | screen colour + depth | scales of sets | shifts of sets
uniform int drawable_count;
#ifndef PLAIN
uniform int set_pairs;
#endif

invariant gl_Position;  // the same as in hiding.vert

out vec2 texture_uv;
flat out vec4 multiply;  // a = opacity
flat out vec3 screen;
flat out float texture_layer;
#ifndef PLAIN
out vec2 mask_uv;
flat out uint bits;
#endif

void main() {
    int drawable = int(traits.x);
    multiply = texelFetch(table, drawable);
    vec4 second = texelFetch(table, drawable_count + drawable);
    screen = second.rgb;
    texture_uv = vec2(uv.x, 1.0 - uv.y);
    texture_layer = float(traits.z);
#ifndef PLAIN
    bits = traits.w;
    mask_uv = vec2(0.0);
    if ((bits & 16u) != 0u) {
        // Two sets share a row: all their scales, then all their shifts.
        int row = 2 * drawable_count + int(traits.y >> 1u);
        vec4 scales = texelFetch(table, row), shifts = texelFetch(table, row + set_pairs);
        mask_uv = (traits.y & 1u) == 0u ? position * scales.xy + shifts.xy : position * scales.zw + shifts.zw;
    }
#endif
    gl_Position = vec4(position * view.xy + view.zw, second.a, 1.0);
}
