import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import type Chain from 'webpack-chain'

const here = path.resolve(__dirname, '..')
const repository = path.resolve(here, '..')
/** Where the build goes; the launcher sets TARO_OUTPUT to build aside and swap when it is complete. */
const output = process.env.TARO_OUTPUT ? path.resolve(process.env.TARO_OUTPUT) : path.join(here, 'dist')

/** The stock progress bar writes escape codes by the kilobyte even without a terminal; its error reporter must stay. */
function quietProgress(chain: Chain): void {
  if (process.stdout.isTTY || !chain.plugins.has('webpackbar')) return
  chain.plugin('webpackbar').tap((args: unknown[]) => {
    const options = (args[0] ?? {}) as { reporters?: unknown[] }
    return [{ ...options, reporters: (options.reporters ?? []).filter((reporter) => typeof reporter !== 'string') }]
  })
}

export default defineConfig<'webpack5'>(() => {
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'quanke',
    date: '2026-11-23',
    designWidth: 750,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: path.relative(here, output),
    plugins: [],
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    alias: {
      '@': path.join(here, 'src'),
      '@quanke/shared': path.join(repository, 'shared/src'),
    },
    defineConstants: {
      __API_BASE__: JSON.stringify(process.env.TARO_APP_API ?? 'https://api.quanke.example'),
    },
    copy: {
      patterns: [{ from: 'src/sitemap.json', to: path.join(path.relative(here, output), 'sitemap.json') }],
      options: {},
    },
    mini: {
      // The words of the domain come from the shared workspace as TypeScript.
      compile: { include: [path.join(repository, 'shared')] },
      optimizeMainPackage: { enable: true },
      webpackChain(chain, webpack) {
        quietProgress(chain)
        // Advice for web sites, printed like an error; WeChat counts packages, 2 MB each.
        chain.performance.hints(false)
        // WeChat has no AbortController, without which react-query never sends a request.
        chain
          .plugin('abort')
          .use(webpack.ProvidePlugin, [
            { AbortController: ['abortcontroller-polyfill/dist/cjs-ponyfill.js', 'AbortController'] },
          ])
      },
      postcss: { pxtransform: { enable: true, config: {} } },
    },
  }
  return base
})
