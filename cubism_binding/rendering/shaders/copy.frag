#version 330 core
// Another picture of the same size, pixel by pixel.

uniform sampler2D picture;

out vec4 colour;

void main() {
    colour = texelFetch(picture, ivec2(gl_FragCoord.xy), 0);
}
