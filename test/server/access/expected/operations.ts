import { nothing, type Expectation } from '../expectation'
import { ROLES } from '../roles'

export const operations: readonly Expectation[] = [
  { route: 'GET /health/live', ask: nothing, may: ROLES },
  { route: 'GET /health/ready', ask: nothing, may: ROLES },
  { route: 'GET /metrics', ask: nothing, may: ROLES },
  { route: 'GET /v1/wechat/push', ask: ({ make }) => ({ query: make.pushCheck() }), may: ROLES },
  {
    route: 'GET /v1/wechat/push',
    about: 'with a made-up signature',
    ask: ({ make }) => ({ query: { ...make.pushCheck(), signature: '0'.repeat(40) } }),
    may: [],
    refused: { push_signature_invalid: ROLES },
  },
  {
    route: 'POST /v1/wechat/push',
    ask: () => ({
      query: { msg_signature: '0'.repeat(40), timestamp: '1700000000', nonce: 'n' },
      body: { Encrypt: 'AAAA' },
    }),
    may: [],
    refused: { push_signature_invalid: ROLES },
  },
]
