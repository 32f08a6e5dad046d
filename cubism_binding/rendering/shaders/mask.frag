#version 330 core
// Writes how much a mask covers into its set's channel; blending keeps the product of (1 - alpha) of all masks. With
// SOLID defined the triangle is known to be opaque, and no picture is read.

in vec2 texture_uv;
in vec2 place;
flat in vec4 rectangle;  // x, y, width, height in 0..1
flat in float texture_layer;
flat in uint bits;

#ifndef SOLID
uniform sampler2DArray pictures;
#endif

out vec4 cover;

void main() {
#ifdef SOLID
    float alpha = 1.0;
#else
    float alpha = texture(pictures, vec3(texture_uv, texture_layer)).a;
    if ((bits & 4u) == 0u && !gl_FrontFacing) alpha = 0.0;
#endif
    bvec4 beyond = bvec4(lessThan(place, rectangle.xy), greaterThan(place, rectangle.xy + rectangle.zw));
    if (any(beyond)) alpha = 0.0;
    cover = vec4(0.0);
    cover[bits & 3u] = alpha;
}
