import { Features } from 'lightningcss';

/** OKLCH to sRGB, 0–255, after Björn Ottosson (bottosson.github.io/posts/oklab). */
function toRgb({ l, c, h, alpha }) {
	const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
	const [L, M, S] = [
		l + 0.3963377774 * a + 0.2158037573 * b,
		l - 0.1055613458 * a - 0.0638541728 * b,
		l - 0.0894841775 * a - 1.291485548 * b
	].map((root) => root ** 3);
	const [r, g, blue] = [
		4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S,
		-1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S,
		-0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S
	].map((linear) => {
		const light = Math.min(1, Math.max(0, linear));
		return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
	});
	return { type: 'rgb', r, g, b: blue, alpha };
}

/**
 * Chrome 87 on Android is the oldest browser we serve: nesting and `:is()` get forms it understands, and OKLCH
 * becomes RGB. Our colours lie inside sRGB, so sending wider gamuts beside it would only repeat them.
 * @type {import('vite').CSSOptions}
 */
export const cssOptions = {
	transformer: 'lightningcss',
	lightningcss: {
		targets: { chrome: 87 << 16, firefox: 78 << 16, safari: (14 << 16) | (1 << 8) },
		exclude: Features.LightDark,
		visitor: { Color: (color) => (color.type === 'oklch' ? toRgb(color) : undefined) }
	}
};
