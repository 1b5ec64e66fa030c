/// The one style sheet of every page.
enum PageStyle {
  static let text = [base, parts, FigureStyle.text, print].joined(
    separator: "\n")

  private static let base = """
    :root{color-scheme:light dark;--bg:#fffefc;--fg:#1c2026;--dim:#585f68;\
    --line:#dcd9d2;--soft:#f6f4ef;--link:#0b5fa5;--good:#17734a;--bad:#b3261e;\
    --verb:#0b5fa5;--word:#8a3ea8;--num:#a34e00;--str:#17734a;\
    --sans:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans",\
    "Helvetica Neue","Liberation Sans",Arial,sans-serif;\
    --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,\
    "DejaVu Sans Mono",monospace}
    @media(prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}
    :root[data-theme=dark]{color-scheme:dark;\(dark)}
    :root[data-theme=light]{color-scheme:light}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
    body{margin:0;background:var(--bg);color:var(--fg);\
    font:1.0625rem/1.6 var(--sans);overflow-wrap:break-word}
    header,main,footer{max-width:48rem;margin:0 auto;padding:0 1.25rem}
    header{display:flex;gap:1rem;align-items:center;\
    padding-top:1rem;font-size:.875rem;color:var(--dim)}
    header nav{flex:1 1 auto;min-width:0}
    .theme{margin-left:auto;flex:none;font-size:.8125rem;padding:.2rem .6rem;\
    min-height:2rem}
    code.w{white-space:nowrap}
    footer{margin-top:4rem;padding-top:1rem;padding-bottom:3rem;\
    border-top:1px solid var(--line);font-size:.875rem;color:var(--dim)}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.25rem .5rem}
    main>*,main section>*{max-width:100%}
    main p,main ul,main ol,main dl,main h1,main h2,main h3,main h4,\
    blockquote,.note{max-width:38rem}
    h1,h2,h3,h4,h5,h6{line-height:1.25;margin:2.2em 0 .6em;font-weight:650;\
    letter-spacing:-.01em;text-wrap:balance}
    h1{font-size:2rem;margin:1.2em 0 .7em}
    h2{font-size:1.375rem}
    h3{font-size:1.125rem}
    h4,h5,h6{font-size:1rem}
    p,ul,ol,dl,blockquote{margin:0 0 1em}
    li{margin:.2em 0}
    ul,ol{padding-left:1.5em}
    dt{font-weight:600}
    dd{margin:0 0 .5em 1.5em}
    blockquote{margin-left:0;padding-left:1rem;border-left:3px solid \
    var(--line);color:var(--dim)}
    hr{border:0;border-top:1px solid var(--line);margin:2.5rem 0}
    a{color:var(--link);text-decoration-thickness:1px;\
    text-underline-offset:.15em}
    img,svg{max-width:100%;height:auto}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px;\
    border-radius:3px}
    code,pre{font-family:var(--mono);font-size:.85em}
    p code,li code,dd code,td code,th code{background:var(--soft);\
    padding:.1em .3em;border-radius:4px;overflow-wrap:anywhere}
    math{font-size:1.1em}
    div.formula{margin:1.2em 0;overflow-x:auto}
    button{font:inherit;font-size:.875rem;color:var(--fg);\
    background:var(--soft);border:1px solid var(--dim);border-radius:6px;\
    padding:.35rem .8rem;min-height:2.25rem;cursor:pointer}
    button:hover{border-color:var(--fg)}
    :root:not(.js) .live{display:none}
    """

  private static let dark = """
    --bg:#15181c;--fg:#e3e6ea;--dim:#a4acb7;--line:#353b43;--soft:#1f2329;\
    --link:#79b8ff;--good:#5fd39a;--bad:#ff9d94;--verb:#79b8ff;\
    --word:#d9a6ee;--num:#f0a35a;--str:#5fd39a;
    """

  private static let parts = """
    pre{margin:0;line-height:1.5;tab-size:4}
    .cell,.exercise,.question{margin:1.6rem 0}
    pre.code{background:var(--soft);border-left:3px solid var(--link);\
    border-radius:0 6px 6px 0;padding:.8rem 1rem;white-space:pre-wrap;\
    overflow-wrap:anywhere}
    pre.code.plain{border-left-color:var(--line);margin-bottom:1em}
    pre.formula{margin:1em 0 1em 1.5rem;white-space:pre-wrap}
    .out{padding:.7rem 1rem .2rem;border-left:3px solid var(--line);\
    overflow-x:auto}
    .out pre,pre.out{font-size:.8125rem;line-height:1.45}
    pre.out{padding-bottom:.7rem}
    pre.said{white-space:pre-wrap;overflow-wrap:anywhere;margin-bottom:.5rem}
    pre.mistake{white-space:pre-wrap;overflow-wrap:anywhere;color:var(--bad);\
    margin:.5rem 0}
    .v{color:var(--verb);font-weight:600}.k{color:var(--word)}
    .n{color:var(--num)}.s{color:var(--str)}.c,.dim{color:var(--dim)}
    .good,.added{color:var(--good)}.bad,.removed{color:var(--bad)}
    .note{font-size:.9375rem;color:var(--dim)}
    .title{font-weight:650;margin:1rem 0 .5rem}
    .goal{margin:1.2rem 0 -1rem}
    .origin,.goal{color:var(--dim);font-size:.9375rem}
    .alarm{border:1px solid var(--bad);border-radius:6px;padding:.6rem 1rem;margin:1rem 0}
    .contents{margin:1.5rem 0;font-size:.9375rem}
    .contents ol{margin:.5rem 0 0}
    summary{cursor:pointer;padding:.3rem 0;font-size:.9375rem;\
    color:var(--link)}
    summary:hover{text-decoration:underline}
    details{margin:.3rem 0}
    details>:not(summary){margin-left:.25rem}
    .exercise,.question{border:1px solid var(--line);border-radius:8px;\
    padding:1rem 1.1rem .8rem}
    .exercise>.label,.question .label{font-size:.875rem;font-weight:650;\
    color:var(--dim);margin:0 0 .6rem;padding:0}
    .question fieldset{border:0;margin:0;padding:0;min-width:0}
    .choice{display:flex;gap:.6rem;align-items:baseline;padding:.3rem 0}
    .choice input{flex:none;width:1.05rem;height:1.05rem;margin:0;\
    transform:translateY(.15rem)}
    .question input[type=number]{font:inherit;padding:.3rem .5rem;width:8rem;\
    background:var(--bg);color:var(--fg);border:1px solid var(--dim);\
    border-radius:6px}
    .question button{margin-top:.6rem}
    .verdict>:first-child{margin-top:.8rem;font-weight:650}
    .beside{display:flex;flex-wrap:wrap;gap:.5rem 2rem;\
    justify-content:space-between}
    .lessons>li{margin:1rem 0}
    .lessons .note{margin:.1rem 0 0}
    @media(max-width:36rem){body{font-size:1rem}h1{font-size:1.625rem}\
    header,main,footer{padding-left:1rem;padding-right:1rem}\
    .out{padding-left:.7rem;padding-right:.3rem}\
    pre.code{padding:.7rem .8rem}}
    """

  private static let print = """
    @media print{:root,:root[data-theme=dark]{--bg:#fff;--fg:#000;--dim:#444;\
    --line:#bbb;--soft:#f4f4f4;--link:#000}
    body{font-size:10.5pt}header button,.live,.skip,.contents,\
    summary::marker{display:none!important}
    header,main,footer{max-width:none;padding:0}
    details:not(.many)::details-content{content-visibility:visible;height:auto}
    .hints [hidden]{display:block}
    main a[href^=http]::after{content:" (" attr(href) ")";font-size:.8em;\
    color:var(--dim)}
    figure:not(.moving),.heat,.bars,tr,img,svg,.exercise>pre,.question,\
    figcaption{break-inside:avoid}
    .heat td,.bar{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    .moving{border:0;padding:0}
    h1,h2,h3,h4,.title{break-after:avoid}
    .box,.out{overflow:visible}p,li{orphans:3;widows:3}}
    """
}
