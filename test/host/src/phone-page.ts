import type { PhoneSettings } from './runtime/settings'

/** The page that a phone runs in. */
export function phonePage(settings: PhoneSettings): string {
  const json = JSON.stringify(settings).replace(/</g, '\\u003c')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, user-scalable=no">
<title>mini-program</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/__host/host.css">
<script>window.__phoneSettings = ${json}</script>
</head>
<body><script src="/__host/runtime.js"></script></body>
</html>`
}
