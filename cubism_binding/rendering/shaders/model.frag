#version 330 core
// Two colours leave this shader: what is added, and what the picture behind is multiplied with. That folds normal,
// additive and multiplicative blending into one state, so the whole model is one draw call.

in vec2 texture_uv;
in vec2 mask_uv;
flat in vec4 multiply;
flat in vec3 screen;
flat in float texture_layer;
flat in uint bits;

uniform sampler2DArray pictures;  // straight alpha
uniform sampler2DArray masks;     // 1 = outside, 0 = inside; four sets a layer, one in each channel

layout(location = 0, index = 0) out vec4 source;
layout(location = 0, index = 1) out vec4 keep;

void main() {
    vec4 texel = texture(pictures, vec3(texture_uv, texture_layer));
    if ((bits & 4u) == 0u && !gl_FrontFacing) discard;
    vec3 colour = texel.rgb * multiply.rgb;
    colour = colour + screen - colour * screen;
    float alpha = texel.a * multiply.a;
    vec4 s = vec4(colour * alpha, alpha);
    if ((bits & 16u) != 0u) {
        vec4 outside = textureLod(masks, vec3(mask_uv, float(bits >> 8u)), 0.0);
        float inside = 1.0 - outside[(bits >> 5u) & 3u];
        s *= (bits & 8u) != 0u ? 1.0 - inside : inside;
    }
    uint blend = bits & 3u;
    if (blend == 0u) {
        source = s;
        keep = vec4(1.0 - s.a);
    } else if (blend == 1u) {
        source = vec4(s.rgb, 0.0);
        keep = vec4(1.0);
    } else {
        source = vec4(0.0);
        keep = vec4(s.rgb + 1.0 - s.a, 1.0);
    }
}
