import { conformance } from './kit'

const { claim } = conformance('native')

claim(
  ['app.json lazyCodeLoading', 'app.json subPackages'],
  'without it every script of a package runs when the package comes: after onLaunch, before the first page opens',
  async ({ app, go, reset }) => {
    await reset()
    const ran = () => app.evaluate(() => (global as unknown as { ran: string[] }).ran)
    expect(await ran()).toEqual(['detail after launch'])
    await go('/package/deep/index', 'navigateTo')
    expect(await ran()).toEqual(['detail after launch', 'deep after launch'])
  },
)
