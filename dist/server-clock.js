/** Reads a server's clock off the `Date` of its answers. */
function serverClock() {
	let ahead = 0;
	return {
		get ahead() {
			return ahead;
		},
		note(headers, before, after) {
			const date = Date.parse(headers.get("date") ?? "");
			if (Number.isNaN(date) || Number(headers.get("age") ?? 0) > 0) return;
			const [least, most] = [date - after, date + 1e3 - before];
			const milliseconds = least > 0 ? least : Math.min(most, 0);
			ahead = Math.abs(milliseconds) > 3e4 ? Math.round(milliseconds / 1e3) : 0;
		}
	};
}
/** The difference in words: `this runner's clock is 95 s behind that of the metrics server`. */
function differenceText(ahead) {
	return `this runner's clock is ${Math.abs(ahead)} s ${ahead > 0 ? "behind" : "ahead of"} that of the metrics server`;
}
export { serverClock as n, differenceText as t };
