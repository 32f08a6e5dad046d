#version 330 core
// Writes how much a mask covers into its set's channel; blending keeps the product of (1 - alpha) of all masks.

in vec2 texture_uv;
in vec2 place;
flat in vec4 rectangle;  // x, y, width, height in 0..1
flat in float texture_layer;
flat in uint bits;

uniform sampler2DArray pictures;

out vec4 cover;

void main() {
    float alpha = texture(pictures, vec3(texture_uv, texture_layer)).a;
    if ((bits & 4u) == 0u && !gl_FrontFacing) discard;
    bvec4 beyond = bvec4(lessThan(place, rectangle.xy), greaterThan(place, rectangle.xy + rectangle.zw));
    if (any(beyond)) discard;
    cover = vec4(0.0);
    cover[bits & 3u] = alpha;
}
