#version 330 core
// In general two colours leave this shader: what is added, and what the picture behind is multiplied with. That folds
// normal, additive and multiplicative blending into one state. With PLAIN defined it draws what is neither masked nor
// blended in a special way, as most drawables: one colour and ordinary blending, which is cheaper. With FOLDED defined
// it also leaves out the backs of one-sided drawables, so that nothing has to be switched between them and others.

in vec2 texture_uv;
flat in vec4 multiply;
flat in vec3 screen;
flat in float texture_layer;

uniform sampler2DArray pictures;  // straight alpha

#ifdef PLAIN
layout(location = 0) out vec4 source;
#else
in vec2 mask_uv;
flat in uint bits;

uniform sampler2DArray masks;     // 1 = outside, 0 = inside; four sets a layer, one in each channel

layout(location = 0, index = 0) out vec4 source;
layout(location = 0, index = 1) out vec4 keep;
#endif

void main() {
    vec4 texel = texture(pictures, vec3(texture_uv, texture_layer));
    vec3 colour = texel.rgb * multiply.rgb;
    colour = colour + screen - colour * screen;
    float alpha = texel.a * multiply.a;
    vec4 s = vec4(colour * alpha, alpha);
#ifdef PLAIN
    source = s;
#else
    if ((bits & 16u) != 0u) {
        vec4 outside = textureLod(masks, vec3(mask_uv, float(bits >> 8u)), 0.0);
        float inside = 1.0 - outside[(bits >> 5u) & 3u];
        s *= (bits & 8u) != 0u ? 1.0 - inside : inside;
    }
#ifdef FOLDED
    if ((bits & 4u) == 0u && !gl_FrontFacing) s = vec4(0.0);
#endif
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
#endif
}
