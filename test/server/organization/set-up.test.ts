import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestDatabase, type TestDatabase } from '../../support/database'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.empty())
afterAll(() => database.close())

const file = {
  organization: { name: '安和人寿', licenceProfile: 'community', serviceHours: '工作日 9:00-18:00' },
  teams: [{ name: '分公司' }, { name: '晨曦组', parent: '分公司' }],
  agents: [
    {
      code: 'chen01',
      team: '晨曦组',
      leads: '晨曦组',
      name: '陈思远',
      title: '客户经理',
      company: '安和人寿',
      licenceNumber: '00000123456',
      openid: 'o-chen',
    },
  ],
  staff: [{ name: '何律', role: 'compliance' }],
}

function setUp(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'quanke-set-up-'))
  const path = join(folder, 'organization.json')
  writeFileSync(path, JSON.stringify(content))
  try {
    return execFileSync(process.execPath, [join(__dirname, '../../../server/dist/set-up.js'), path], {
      env: { ...process.env, DATABASE_URL: database.url, WECHAT_APP_ID: 'wx0' },
      encoding: 'utf8',
      stdio: 'pipe',
    })
  } catch (error) {
    return (error as { stderr: string }).stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const rows = (table: string) => database.db.query(`SELECT * FROM ${table} ORDER BY id`)

describe('the set-up of an installation', () => {
  it('makes organisation, teams, agents and staff, and twice is the same as once', async () => {
    expect(setUp(file)).toContain('Set up: 2 teams, 1 agents, 1 staff')
    setUp(file)
    const [root, team] = await rows('teams')
    expect(await rows('teams')).toHaveLength(2)
    expect(team).toMatchObject({ parentId: root.id, path: `/${root.id}/${team.id}/` })
    const agents = await rows('agents')
    expect(agents).toMatchObject([{ code: 'chen01', teamId: team.id, status: 'active' }])
    expect(team.leaderAgentId).toBe(agents[0].id)
    expect(await rows('staff')).toHaveLength(1)
  })

  it('ties an agent to the WeChat account once it has signed in, and says who is still missing', async () => {
    expect(setUp(file)).toContain('陈思远')
    await database.db.query('INSERT INTO wechat_accounts (appId, openid, alias, createdAt, lastSeenAt) VALUES (?, ?, ?, ?, ?)', [
      'wx0', 'o-chen', '圈友', new Date(), new Date(),
    ]) // prettier-ignore
    expect(setUp(file)).not.toContain('陈思远')
    expect((await rows('wechat_accounts'))[0].agentId).toBe((await rows('agents'))[0].id)
  })

  it('refuses a file that is not right, says where, and writes nothing', async () => {
    expect(setUp({ ...file, staff: [{ name: '何律', role: 'boss' }] })).toContain('staff.0.role')
    expect(setUp({ ...file, agents: [{ ...file.agents[0], team: '没有的组' }] })).toContain('没有的组')
    expect(await rows('organizations')).toEqual([])
  })
})
