/** The style of the page. Every colour has at least 4.5:1 against what it stands on, in both schemes. */
export const stylesheet = `
:root{color-scheme:light dark;--bg:#f7f7f5;--card:#fff;--ink:#1b1e23;--muted:#59616b;--line:#e2e3e0;--soft:#f0f0ed;
--blue:#1d5bbf;--grey:#69717c;--bad:#b3231a;--warn:#855400;--good:#19713f;--badbg:#fdf1ef;--warnbg:#fdf6e7;--goodbg:#eef7f1}
@media (prefers-color-scheme:dark){:root{--bg:#101317;--card:#171b20;--ink:#e7e9ec;--muted:#a0a8b3;--line:#2a3038;--soft:#20252c;
--blue:#7db0ff;--grey:#98a1ad;--bad:#ff8d82;--warn:#e8b24a;--good:#6dcf97;--badbg:#2a1a1a;--warnbg:#272113;--goodbg:#14241b}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,.top,footer{max-width:1180px;margin:0 auto;padding:0 24px}
p,h1,h2,h3,h4,ul,ol,dl,dd,figure{margin:0;padding:0}
ul,ol{list-style:none}
b{font-weight:600}
a{color:var(--blue);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px;border-radius:3px}
code,.id{font-family:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
.muted{color:var(--muted)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px}
.skip:focus{left:12px;top:12px;z-index:1;background:var(--card);padding:8px 14px}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 24px;padding-top:20px;font-size:13px;color:var(--muted)}
.top .name b{color:var(--ink);margin-right:.5em}
.top nav{flex-basis:100%;border-bottom:1px solid var(--line);margin-top:10px}
.top ul{display:flex;flex-wrap:wrap;gap:0 20px}
.top li a{display:inline-block;padding:6px 0 8px;color:var(--ink);text-decoration:none}
.top li a:hover{text-decoration:underline}
.count{color:var(--muted)}
.verdict{padding:30px 0 6px}
h1{display:flex;align-items:baseline;gap:12px;font-size:clamp(22px,4vw,30px);line-height:1.25;font-weight:600;letter-spacing:-.012em}
h1 .glyph{width:.72em;height:.72em}
.tally{color:var(--muted);margin-top:4px}
.glyph{flex:none;width:10px;height:10px;fill:currentColor}
.glyph .ring{fill:none;stroke:currentColor;stroke-width:2}
.glyph.bad,.chip.bad,.over{color:var(--bad)}
.glyph.warn,.chip.warn{color:var(--warn)}
.glyph.good,.chip.good{color:var(--good)}
.glyph.calm,.chip.calm{color:var(--muted)}
.attention{margin-top:18px;border:1px solid var(--line);border-radius:8px;background:var(--card);overflow:hidden}
.attention li{display:grid;grid-template-columns:10px 1fr auto;gap:2px 12px;padding:10px 16px;align-items:baseline}
.attention li+li{border-top:1px solid var(--line)}
.attention li.bad{background:var(--badbg)}
.attention b{font-weight:500}
.attention li.bad b{font-weight:600}
.attention .id{margin-right:.4em}
.attention .muted{font-size:13.5px}
.attention .acts{display:flex;flex-wrap:wrap;gap:0 16px;font-size:13.5px}
.attention .acts a{display:inline-block;padding:4px 0}
.clock{font-size:13.5px;white-space:nowrap;color:var(--muted)}
.clock b{color:var(--ink);margin-left:.25em}
section{margin-top:38px}
.verdict{margin-top:0}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 24px;margin-bottom:10px}
.head p{font-size:13px;color:var(--muted)}
h2{font-size:17px;font-weight:600}
h3{font-size:15px;font-weight:600}
.inside h3{font-size:13px;margin-top:16px}
.card,.incident{background:var(--card);border:1px solid var(--line);border-radius:8px}
.card{padding:16px 20px 14px}
.card+.card{margin-top:14px}
.card header{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 14px}
.card header .chip{margin-left:auto}
.chip{display:inline-flex;align-items:baseline;gap:6px;font-size:13.5px;font-weight:500}
.chip .glyph{width:9px;height:9px}
.key{font-weight:600}
.key::before{content:"";display:inline-block;width:12px;height:0;margin-right:6px;vertical-align:middle;border-top:2.5px solid var(--blue)}
.key.stable::before{height:2px;width:18px;border:0;background:repeating-linear-gradient(90deg,var(--grey) 0 4px,transparent 4px 7px)}
.track{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:4px 14px;margin-top:12px;align-items:center}
.share{display:block;width:100%;height:8px;border-radius:4px;grid-column:1/-1}
.share .rest{fill:var(--soft)}
.share .part{fill:var(--blue)}
.share .reverting{fill:var(--warn)}
.weight{font-size:13.5px}
.weight b{font-size:15px}
.steps{display:flex;gap:6px;font-size:13px;color:var(--muted);grid-column:2;grid-row:2;flex-wrap:wrap}
.steps li{padding:1px 8px;border-radius:10px;border:1px solid transparent}
.steps .done{color:var(--muted);background:var(--soft)}
.steps .now{color:var(--ink);font-weight:600;border-color:var(--blue)}
.times,.facts{display:flex;flex-wrap:wrap;gap:0 18px;margin-top:8px;font-size:13.5px;color:var(--muted)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,290px),1fr));gap:8px 22px;margin-top:14px;padding-top:12px;border-top:1px solid var(--line)}
figure{min-width:0;max-width:440px}
figcaption{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 12px;font-size:13.5px;margin-bottom:6px}
.metric{font-weight:600}
.values{display:flex;gap:16px;flex-basis:100%;font-size:16px}
.values .muted{font-size:13px;align-self:center}
.limits{color:var(--muted);font-size:13px}
.over{font-size:13px}
.over{font-weight:600}
.worse{color:var(--bad)}
.chart{display:block;width:100%;height:auto}
.chart text{font-size:10.5px;fill:var(--muted);paint-order:stroke;stroke:var(--card);stroke-width:3px}
.chart .end{text-anchor:end}
.chart .grid{stroke:var(--line);stroke-width:1}
.chart .stage{stroke:var(--line);stroke-width:1}
.chart line.limit{stroke:var(--warn);stroke-width:1;stroke-dasharray:2 3}
.chart line.critical{stroke:var(--bad)}
.chart text.limit{text-anchor:end;fill:var(--muted)}
.chart .line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.chart .line.candidate{stroke:var(--blue)}
.chart .line.stable{stroke:var(--grey);stroke-width:1.4;stroke-dasharray:4 3}
.chart .line.baseline{stroke-dasharray:1 4}
.chart circle.end{fill:var(--blue)}
.recorded{font-size:12.5px;color:var(--muted);margin-top:4px}
.incident+.incident{margin-top:8px}
summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 16px;padding:11px 16px 11px 34px;cursor:pointer;list-style:none;position:relative;border-radius:8px}
summary::-webkit-details-marker{display:none}
summary::before{content:"";position:absolute;left:16px;top:18px;width:6px;height:6px;border:solid var(--muted);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
[open]>summary::before{transform:rotate(45deg);top:16px}
summary:hover{background:var(--soft)}
.what{display:flex;flex-wrap:wrap;gap:0 12px}
.what .id{font-weight:600}
.when{margin-left:auto;font-size:13px}
.reason{flex-basis:100%;font-size:13.5px;color:var(--muted)}
.inside{padding:4px 16px 16px 34px}
.marks{display:flex;flex-wrap:wrap;gap:6px 0;font-size:13px}
.marks li{display:flex;flex-direction:column;padding:0 22px 0 12px;border-left:2px solid var(--line)}
.marks .after{font-size:15px;font-weight:600;min-height:1.5em}
.marks time{color:var(--muted)}
.timeline{margin-top:4px;font-size:13.5px}
.timeline li{display:grid;grid-template-columns:11.2em 1fr;gap:0 12px;padding:1.5px 0}
.timeline time{color:var(--muted);text-align:right}
.timeline a{font-size:12.5px;color:var(--muted)}
table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:8px;border-spacing:0;font-size:13.5px}
th,td{padding:7px 12px;text-align:left;vertical-align:baseline;font-weight:400}
thead th{font-size:12.5px;color:var(--muted);border-bottom:1px solid var(--line)}
tbody tr+tr>*{border-top:1px solid var(--line)}
tbody th{font-size:14px;min-width:170px}
td:nth-child(2),td:nth-child(4){min-width:110px}
td time{white-space:nowrap;color:var(--muted)}
.levels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.levels div{background:var(--card);padding:12px 16px 14px}
dt{font-size:13px;font-weight:600}
.value{font-size:24px;font-weight:600;letter-spacing:-.01em;line-height:1.35}
.value.none{font-size:17px;font-weight:400;color:var(--muted);line-height:1.9}
.note{font-size:13px}
.about{font-size:12.5px;color:var(--muted);margin-top:4px}
footer{padding-top:30px;padding-bottom:40px;font-size:12.5px;color:var(--muted)}
@media (max-width:760px){
main,.top,footer{padding-left:16px;padding-right:16px}
.attention li{grid-template-columns:10px 1fr;padding:10px 12px}
.attention .clock{grid-column:2;white-space:normal}
.card{padding:14px 14px 12px}
.card header .chip,.when{margin-left:0}
.clock{white-space:normal}
.steps{grid-column:1;grid-row:auto}
.timeline li{grid-template-columns:1fr;padding:4px 0}
.timeline time{text-align:left}
.inside{padding-left:16px}
.marks li{flex-basis:50%;padding-right:8px}
table,tbody,tr,th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:10px 14px}
tbody tr+tr{border-top:1px solid var(--line)}
tbody tr+tr>*{border:0}
th,td{padding:1px 0}
td{display:grid;grid-template-columns:108px minmax(0,1fr);gap:8px}
tbody th,td:nth-child(n){min-width:0}
td::before{content:attr(data-label);color:var(--muted)}
}
@media print{body{background:none}.top nav,.skip{display:none}.card,.incident{break-inside:avoid}}
`;
