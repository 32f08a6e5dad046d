#version 330 core
// Drawables and, with QUAD defined, whole layers: the picture's corners in model space, so that masks find them too.

#ifdef QUAD
uniform ivec4 object;  // as traits
#else
layout(location = 0) in vec2 position;  // model units
layout(location = 1) in vec2 uv;        // v = 0 is the bottom of the picture
layout(location = 2) in uvec4 traits;   // drawable or offscreen, clipping set, texture layer, bits (see layered.py)
#endif

uniform vec4 view;            // clip = position * view.xy + view.zw
uniform samplerBuffer table;  // rows: multiply colour + opacity, screen colour | clipping set: scale, offset
uniform int object_count;

out vec2 texture_uv;
out vec2 mask_uv;
flat out vec4 multiply;  // a = opacity
flat out vec3 screen;
flat out float texture_layer;
flat out float mask_layer;
flat out uint bits;

void main() {
#ifdef QUAD
    vec2 clip = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    vec2 position = (clip - view.zw) / view.xy;
    uvec4 traits = uvec4(object);
    texture_uv = vec2(0.0);
#else
    texture_uv = vec2(uv.x, 1.0 - uv.y);
#endif
    int row = int(traits.x);
    multiply = texelFetch(table, 2 * row);
    screen = texelFetch(table, 2 * row + 1).rgb;
    texture_layer = float(traits.z);
    mask_layer = float(traits.y);
    bits = traits.w;
    vec4 lookup = (bits & 16u) != 0u ? texelFetch(table, 2 * object_count + int(traits.y)) : vec4(0.0);
    mask_uv = position * lookup.xy + lookup.zw;
    gl_Position = vec4(position * view.xy + view.zw, 0.0, 1.0);
}
