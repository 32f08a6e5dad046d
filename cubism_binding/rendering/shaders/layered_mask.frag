#version 330 core
// Blending keeps the product of (1 - alpha) of all masks of a set.

in vec2 texture_uv;
flat in float texture_layer;

uniform sampler2DArray pictures;

out vec4 cover;

void main() {
    cover = vec4(texture(pictures, vec3(texture_uv, texture_layer)).a);
}
