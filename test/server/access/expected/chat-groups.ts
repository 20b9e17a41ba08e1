import { OTHER_AGENTS, type Expectation } from '../expectation'
import { AGENTS, SIGNED_IN } from '../roles'

export const chatGroups: readonly Expectation[] = [
  {
    route: 'POST /v1/chat-groups/arrivals',
    about: 'what WeChat did not encrypt for this very person is unreadable for everybody',
    ask: ({ share }) => ({ body: { shareCode: share.code, encryptedData: 'AAAA', iv: 'AAAA' } }),
    may: [],
    refused: { open_data_unreadable: SIGNED_IN },
  },
  {
    route: 'GET /v1/chat-groups',
    ask: async ({ make }) => {
      await make.chatGroup()
      return {}
    },
    may: AGENTS,
    finds: { text: () => '归属代理人的群', only: ['owner'] },
  },
  {
    route: 'PUT /v1/chat-groups/:id',
    ask: async ({ make }) => ({ params: { id: await make.chatGroup() }, body: { name: '归属代理人的群' } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
]
