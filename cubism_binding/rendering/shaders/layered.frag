#version 330 core
// QUAD: the source is a finished layer, premultiplied; else a picture of the model. BLENDED: what lies behind is read
// and the whole result written (blending off); else one state draws the three classic modes, as in model.frag.

in vec2 texture_uv;
in vec2 mask_uv;
flat in vec4 multiply;
flat in vec3 screen;
flat in float texture_layer;
flat in float mask_layer;
flat in uint bits;  // 0-1 classic blend mode, 3 inverted mask, 4 masked

#ifdef QUAD
uniform sampler2D layer;
#else
uniform sampler2DArray pictures;  // straight alpha
#endif
uniform sampler2DArray masks;     // 1 = outside, 0 = inside; one set a layer

#ifdef BLENDED
uniform sampler2D behind;  // premultiplied
uniform ivec2 modes;       // colour, alpha
layout(location = 0) out vec4 result;
#else
layout(location = 0, index = 0) out vec4 source;
layout(location = 0, index = 1) out vec4 keep;
#endif

vec4 coloured() {
#ifdef QUAD
    vec4 texel = texelFetch(layer, ivec2(gl_FragCoord.xy), 0);
    vec3 colour = texel.rgb * multiply.rgb;
    colour = colour + screen * texel.a - colour * screen;
    vec4 s = vec4(colour, texel.a) * multiply.a;
#else
    vec4 texel = texture(pictures, vec3(texture_uv, texture_layer));
    vec3 colour = texel.rgb * multiply.rgb;
    colour = colour + screen - colour * screen;
    float alpha = texel.a * multiply.a;
    vec4 s = vec4(colour * alpha, alpha);
#endif
    if ((bits & 16u) != 0u) {
        float inside = 1.0 - textureLod(masks, vec3(mask_uv, mask_layer), 0.0).r;
        s *= (bits & 8u) != 0u ? 1.0 - inside : inside;
    }
    return s;
}

#ifdef BLENDED
vec3 straight(vec4 colour) {
    return colour.a > 1e-5 ? colour.rgb / colour.a : vec3(0.0);
}

float luma(vec3 c) {
    return dot(c, vec3(0.30, 0.59, 0.11));
}

vec3 with_luma(vec3 c, float wanted) {
    c += wanted - luma(c);
    float l = luma(c), low = min(c.r, min(c.g, c.b)), high = max(c.r, max(c.g, c.b));
    if (low < 0.0) c = l + (c - l) * l / (l - low);
    if (high > 1.0) c = l + (c - l) * (1.0 - l) / (high - l);
    return c;
}

float saturation(vec3 c) {
    return max(c.r, max(c.g, c.b)) - min(c.r, min(c.g, c.b));
}

vec3 with_saturation(vec3 c, float wanted) {
    float low = min(c.r, min(c.g, c.b)), span = saturation(c);
    return span > 0.0 ? (c - low) * wanted / span : vec3(0.0);
}

float blended(int mode, float s, float d) {
    switch (mode) {
        case 3: return min(s + d, 1.0);
        case 4: return s + d;
        case 5: return min(s, d);
        case 6: return s * d;
        case 7: return abs(d - 1.0) < 1e-6 ? 1.0 : abs(s) < 1e-6 ? 0.0 : 1.0 - min(1.0, (1.0 - d) / s);
        case 8: return max(0.0, s + d - 1.0);
        case 9: return max(s, d);
        case 10: return s + d - s * d;
        case 11: return d <= 0.0 ? 0.0 : s >= 1.0 ? 1.0 : min(1.0, d / (1.0 - s));
        case 12: return d < 0.5 ? 2.0 * s * d : 1.0 - 2.0 * (1.0 - s) * (1.0 - d);
        case 13:
            if (s <= 0.5) return d - (1.0 - 2.0 * s) * d * (1.0 - d);
            return d + (2.0 * s - 1.0) * (d <= 0.25 ? d * ((16.0 * d - 12.0) * d + 3.0) : sqrt(d) - d);
        case 14: return s < 0.5 ? 2.0 * s * d : 1.0 - 2.0 * (1.0 - s) * (1.0 - d);
        case 15: return s < 0.5 ? max(0.0, 2.0 * s + d - 1.0) : min(1.0, 2.0 * (s - 0.5) + d);
        default: return s;
    }
}

vec3 blend(int mode, vec3 s, vec3 d) {
    if (mode == 16) return with_luma(with_saturation(s, saturation(d)), luma(d));
    if (mode == 17) return with_luma(s, luma(d));
    return vec3(blended(mode, s.r, d.r), blended(mode, s.g, d.g), blended(mode, s.b, d.b));
}

// How much of the result is the blended colour, the source alone and what lies behind alone.
vec3 shares(int mode, float s, float d) {
    switch (mode) {
        case 1: return vec3(s * d, 0.0, d * (1.0 - s));
        case 2: return vec3(0.0, 0.0, d * (1.0 - s));
        case 3: return vec3(min(s, d), max(s - d, 0.0), max(d - s, 0.0));
        case 4: return vec3(max(s + d - 1.0, 0.0), min(s, 1.0 - d), min(d, 1.0 - s));
        default: return vec3(s * d, s * (1.0 - d), d * (1.0 - s));
    }
}
#endif

void main() {
    vec4 s = coloured();
#ifdef BLENDED
    vec4 d = texelFetch(behind, ivec2(gl_FragCoord.xy), 0);
    vec3 sc = straight(s), dc = straight(d);
    vec3 share = shares(modes.y, s.a, d.a);
    result = vec4(blend(modes.x, sc, dc) * share.x + sc * share.y + dc * share.z, share.x + share.y + share.z);
#else
    uint classic = bits & 3u;
    if (classic == 0u) {
        source = s;
        keep = vec4(1.0 - s.a);
    } else if (classic == 1u) {
        source = vec4(s.rgb, 0.0);
        keep = vec4(1.0);
    } else {
        source = vec4(0.0);
        keep = vec4(s.rgb + 1.0 - s.a, 1.0);
    }
#endif
}
