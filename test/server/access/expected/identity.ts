import { nothing, type Expectation } from '../expectation'
import { ROLES, SIGNED_IN } from '../roles'

export const identity: readonly Expectation[] = [
  {
    route: 'POST /v1/session',
    ask: async ({ make }, role) => ({ body: { code: await make.wechatCode('login-codes', role) } }),
    may: ROLES,
  },
  { route: 'DELETE /v1/session', ask: async ({ make }, role) => ({ token: await make.session(role) }), may: SIGNED_IN },
  { route: 'GET /v1/me', ask: nothing, may: SIGNED_IN },
  { route: 'PUT /v1/me', ask: () => ({ body: { alias: '江边散步' } }), may: SIGNED_IN },
  {
    route: 'POST /v1/me/phone',
    ask: async ({ make }, role) => ({ body: { code: await make.wechatCode('phone-codes', role) } }),
    may: SIGNED_IN,
  },
  { route: 'GET /v1/message-templates', ask: nothing, may: SIGNED_IN },
]
