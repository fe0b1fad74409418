declare module 'virtual:kade/courses' {
	const manifest: import('./manifest.ts').Manifest;
	export default manifest;
}
