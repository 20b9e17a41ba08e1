import { parseArgs } from 'node:util'
import { startSandbox } from './start'

const HELP = `The WeChat sandbox: WeChat's server APIs as documented, for development and tests.

  node --import tsx test/sandbox/main.ts --port N [--data DIR] [--push-url URL] [--app-json FILE] [--watch-stdin]

Needs WECHAT_APP_ID and WECHAT_APP_SECRET; pushes also need WECHAT_PUSH_TOKEN and WECHAT_PUSH_AES_KEY.`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      'push-url': { type: 'string' },
      'app-json': { type: 'string' },
      'watch-stdin': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret } = process.env
  if (values.help || !appId || !appSecret) {
    console.error(HELP)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const sandbox = await startSandbox({
    port: Number(values.port),
    dataDir: values.data,
    appId,
    appSecret,
    pushUrl: values['push-url'],
    pushToken: process.env['WECHAT_PUSH_TOKEN'],
    pushAesKey: process.env['WECHAT_PUSH_AES_KEY'],
    appJson: values['app-json'],
  })
  console.log(`Sandbox: ${sandbox.url}`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await sandbox.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  // The starter holds the other end; when it dies, however it dies, the pipe closes.
  if (values['watch-stdin']) process.stdin.on('end', () => void stop()).resume()
}

main().catch((error: Error) => {
  console.error(`The sandbox did not start: ${error.message}`)
  process.exitCode = 1
})
