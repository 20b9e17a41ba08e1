import { aClient, aContent, aGroup, anAgent, consents, signInAgent, signInStaff } from '../../support/builders'
import { newKey, testServer } from '../../support/server'

const server = testServer()

const titles = (body: { items: { title: string }[] }) => body.items.map(({ title }) => title)

describe('the library', () => {
  it('shows what is published, latest first, in pages', async () => {
    for (const [title, day] of [['旧文', 1], ['新文', 3], ['中间', 2], ['同日', 2]] as const)
      await aContent(server.db, { title, publishedAt: new Date(Date.UTC(2026, 0, day)) }) // prettier-ignore
    for (const status of ['draft', 'submitted', 'recalled']) await aContent(server.db, { status })
    const reader = await server.as('读者')
    const first = await reader.get('/contents?limit=2')
    const second = await reader.get(`/contents?limit=2&cursor=${first.body.next}`)
    expect([...titles(first.body), ...titles(second.body)]).toEqual(['新文', '同日', '中间', '旧文'])
    expect(second.body.next).toBeNull()
    expect((await reader.get('/contents?status=draft')).body.code).toBe('not_allowed')
  })

  it('finds by topic and words', async () => {
    await aContent(server.db, { title: '重疾险怎么选', topic: 'insurance' })
    await aContent(server.db, { title: '怎么选牛奶', topic: 'health' })
    const reader = await server.as('读者')
    expect(titles((await reader.get(`/contents?q=${encodeURIComponent('怎么选')}&topic=health`)).body)).toEqual([
      '怎么选牛奶',
    ])
    expect((await reader.get('/contents?topic=gossip')).body.code).toBe('invalid_request')
  })

  it('shows how far the reader has read, and nobody else has', async () => {
    const { id } = await aContent(server.db)
    const [reader, other] = [await server.as('读者'), await server.as('别人')]
    await server.db.query('INSERT INTO readings VALUES (?, ?, 60, 40, NOW(3), NOW(3), NULL)', [reader.accountId, id])
    expect((await reader.get('/contents')).body.items[0].readPercent).toBe(60)
    expect((await other.get(`/contents/${id}`)).body.readPercent).toBeNull()
  })

  it('opens an article with its text, its group and whether the reader is in it', async () => {
    const group = await aGroup(server.db, { name: '健康圈' })
    const { id } = await aContent(server.db, { title: '睡眠', groupId: group.id })
    const reader = await server.as('读者')
    await consents(server.db, reader.accountId, 'use_service')
    const view = await reader.get(`/contents/${id}`)
    expect(view.body).toMatchObject({
      title: '睡眠',
      version: 1,
      blocks: [{ kind: 'paragraph', text: expect.stringContaining('正文') }],
      group: { name: '健康圈', memberCount: 0, isMember: false },
      adviser: null,
      recalledReason: null,
      can: { share: true, recall: false, approve: false },
    })
    await reader.post(`/groups/${group.id}/membership`)
    expect((await reader.get(`/contents/${id}`)).body.group).toMatchObject({ memberCount: 1, isMember: true })
  })

  it('opens for a stranger without a session, as on the single page of Moments, with nothing of a reader in it', async () => {
    const group = await aGroup(server.db, { name: '健康圈' })
    const { id } = await aContent(server.db, { title: '睡眠', groupId: group.id })
    const agent = await signInAgent(server, await anAgent(server.db, { name: '陈思远' }))
    const share = await agent.post('/shares', { key: newKey(), subject: 'content', subjectId: id, channel: 'card' })
    const view = await server.anonymous.get(`/contents/${id}?shareCode=${share.body.code}`)
    expect(view.status).toBe(200)
    expect(view.body).toMatchObject({
      title: '睡眠',
      readPercent: null,
      group: { name: '健康圈', isMember: false },
      adviser: { name: '陈思远' },
      can: { share: false, recall: false, approve: false },
    })
    expect((await server.anonymous.get(`/contents/${id}`)).body.adviser).toBeNull()
    expect(await server.db.query('SELECT 1 FROM readings')).toEqual([])
  })

  it('asks whoever comes with an ended session to sign in, and does not take them for a stranger', async () => {
    const { id } = await aContent(server.db)
    const headers = { authorization: `Bearer ${'e'.repeat(43)}` }
    const answer = await server.app.inject({ method: 'GET', url: `/v1/contents/${id}`, headers })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'sign_in_required'])
  })

  it('hides what is not approved from readers and agents, as if it did not exist', async () => {
    const { id } = await aContent(server.db, { status: 'submitted' })
    const agent = await signInAgent(server, await anAgent(server.db))
    const missing = await agent.get('/contents/99999')
    const hidden = await agent.get(`/contents/${id}`)
    expect([hidden.status, hidden.body.code, hidden.body.title]).toEqual([404, missing.body.code, missing.body.title])
  })
})

describe('the licence footer', () => {
  it('is of the agent who shared, else of the own adviser, else of the reading agent', async () => {
    const { id } = await aContent(server.db)
    const [owner, sharer] = [await anAgent(server.db, { name: '林小满' }), await anAgent(server.db, { name: '陈思远' })]
    const agent = await signInAgent(server, sharer)
    const { code } = (
      await agent.post('/shares', { key: newKey(), subject: 'content', subjectId: id, channel: 'card' })
    ).body
    const [client, visitor] = [await aClient(server, owner.id), await server.as('访客')]
    const adviserOf = async (caller: { get: typeof visitor.get }, query = '') =>
      (await caller.get(`/contents/${id}${query}`)).body.adviser?.name ?? null

    expect(await adviserOf(client, `?shareCode=${code}`)).toBe('陈思远')
    expect(await adviserOf(client)).toBe('林小满')
    expect(await adviserOf(client, '?shareCode=aaaaaaaaaaaaaaaa')).toBe('林小满')
    expect(await adviserOf(agent)).toBe('陈思远')
    expect(await adviserOf(visitor)).toBeNull()
    expect((await visitor.get(`/contents/${id}?shareCode=not-a-code`)).body.code).toBe('invalid_request')

    await server.db.query("UPDATE agents SET status = 'departed' WHERE id = ?", [sharer.id])
    expect(await adviserOf(client, `?shareCode=${code}`)).toBe('林小满')
  })
})

const draft = (changes: object = {}) => ({
  key: newKey(),
  topic: 'tax',
  title: '个税年度汇算',
  summary: '三步看懂',
  minutes: 4,
  blocks: [
    { kind: 'heading', text: '第一步' },
    { kind: 'list', items: ['核对收入', '核对扣除'] },
  ],
  ...changes,
})

describe('how content comes into the library', () => {
  it('is written, handed in, approved by somebody else, and only then read', async () => {
    const writer = await signInStaff(server, 'administrator')
    const approver = await signInStaff(server, 'compliance')
    const reader = await server.as('读者')
    const { body: made } = await writer.post('/contents', draft())
    expect(made).toMatchObject({ status: 'draft', version: 1, can: { share: false, approve: false } })
    expect((await approver.post(`/contents/${made.id}/approval`)).body.code).toBe('content_state_wrong')
    await writer.post(`/contents/${made.id}/submission`)
    expect((await writer.post(`/contents/${made.id}/approval`)).status).toBe(403)
    expect((await approver.get('/contents?status=submitted')).body.items).toMatchObject([{ id: made.id }])
    expect((await approver.get(`/contents/${made.id}`)).body.can.approve).toBe(true)
    expect((await reader.get(`/contents/${made.id}`)).status).toBe(404)

    expect((await approver.post(`/contents/${made.id}/approval`)).body.status).toBe('published')
    expect((await reader.get(`/contents/${made.id}`)).body.blocks).toEqual(draft().blocks)
    const [version] = await server.db.query('SELECT approvedByStaffId, digest FROM content_versions')
    expect(version).toMatchObject({
      approvedByStaffId: expect.any(String),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const actions = await server.db.query("SELECT action FROM audit_entries WHERE subjectKind = 'content' ORDER BY id")
    expect(actions.map(({ action }: { action: string }) => action)).toEqual([
      'content.drafted', 'content.submitted', 'content.published',
    ]) // prettier-ignore
  })

  it('needs four eyes: the writer cannot approve', async () => {
    const officer = await signInStaff(server, 'compliance')
    const { body } = await officer.post('/contents', draft())
    await officer.post(`/contents/${body.id}/submission`)
    expect((await officer.get(`/contents/${body.id}`)).body.can.approve).toBe(false)
    expect((await officer.post(`/contents/${body.id}/approval`)).body.code).toBe('content_by_approver')
  })

  it('is published once when two officers approve ten times at once', async () => {
    const { id } = await aContent(server.db, { status: 'submitted' })
    const officers = [await signInStaff(server, 'compliance', '甲'), await signInStaff(server, 'compliance', '乙')]
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => officers[index % 2]!.post(`/contents/${id}/approval`)),
    )
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(Array(10).fill([200, 'published']))
    const log = await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'content.published'")
    expect(log).toEqual([{ n: '1' }])
  })

  it('makes one draft of the same key sent ten times at once, and refuses other words under it', async () => {
    const writer = await signInStaff(server, 'administrator')
    const body = draft()
    const answers = await Promise.all(Array.from({ length: 10 }, () => writer.post('/contents', body)))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    expect(await server.db.query('SELECT COUNT(*) n FROM content_versions')).toEqual([{ n: '1' }])
    expect((await writer.post('/contents', { ...body, title: '别的' })).body.code).toBe('key_reused')
  })

  it('refuses what is no article', async () => {
    const writer = await signInStaff(server, 'administrator')
    const bad = [
      { title: '\u200b' }, { blocks: [] }, { blocks: [{ kind: 'video', text: 'x' }] }, { blocks: [{ kind: 'paragraph' }] }, { groupId: 'x' }, { minutes: 0.5 },
      { title: '👨‍👩‍👧‍👦'.repeat(40) }, { blocks: [{ kind: 'list', items: [{}] }] }, { status: 'published' },
    ] // prettier-ignore
    for (const changes of bad) {
      const { status, body } = await writer.post('/contents', draft(changes))
      expect([status, body.code, typeof body.field]).toEqual([400, 'invalid_request', 'string'])
    }
    expect((await writer.post('/contents', draft({ groupId: '99999' }))).body.code).toBe('group_not_found')
    const reader = await server.as('读者')
    expect((await reader.post('/contents', draft())).status).toBe(403)
  })

  it('refuses a promise of a benefit for sharing, names the clause, and lets compliance see the attempt', async () => {
    const writer = await signInStaff(server, 'administrator')
    const { status, body } = await writer.post(
      '/contents',
      draft({ blocks: [{ kind: 'list', items: ['转发本文领红包'] }] }),
    )
    expect([status, body.code]).toEqual([409, 'reward_forbidden'])
    expect(body.errors[0].message).toContain('5.1')
    expect(await server.db.query('SELECT id FROM contents')).toEqual([])
    const log = await (await signInStaff(server, 'compliance')).get('/audit')
    expect(log.body.items).toContainEqual(expect.objectContaining({ action: 'reward.refused' }))
  })

  it('keeps emoji and rare characters as they are', async () => {
    const writer = await signInStaff(server, 'administrator')
    const { body } = await writer.post('/contents', draft({ title: '𠮷野家的👨‍👩‍👧下午茶' }))
    expect(body.title).toBe('𠮷野家的👨‍👩‍👧下午茶')
  })

  it('can be recalled: a notice stands in its place, and nobody shares it any more', async () => {
    const officer = await signInStaff(server, 'compliance')
    const { id } = await aContent(server.db, { title: '有误的文章' })
    const agent = await signInAgent(server, await anAgent(server.db))
    const recalled = await officer.post(`/contents/${id}/recall`, { reason: '费率已更新' })
    expect(recalled.body).toMatchObject({ status: 'recalled', can: { share: false, recall: false } })
    expect((await officer.post(`/contents/${id}/recall`, { reason: '再次' })).status).toBe(200)
    expect((await agent.get(`/contents/${id}`)).body).toMatchObject({
      title: '有误的文章',
      blocks: [],
      recalledReason: '费率已更新',
    })
    expect((await agent.get('/contents')).body.items).toEqual([])
    const share = await agent.post('/shares', { key: newKey(), subject: 'content', subjectId: id, channel: 'card' })
    expect(share.body.code).toBe('content_recalled')
    expect((await officer.post(`/contents/${id}/approval`)).body.code).toBe('content_state_wrong')
    expect((await agent.post(`/contents/${id}/recall`, { reason: '不行' })).status).toBe(403)
  })
})
