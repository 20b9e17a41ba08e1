/** Which subscription templates to ask this person for, by use; null where there is none or it is not for this person. */
export interface MessageTemplatesView {
  /** For agents: a client asks for a referral. */
  newRequest: string | null
  /** For clients: somebody answers a request. */
  introduction: string | null
  /** For clients: the agent says thanks. */
  thanks: string | null
  /** For agents and those who decide: something happened in an ownership case. */
  ownershipCase: string | null
  /** For everybody who may register: a place has come free, or an event has moved or is called off. */
  event: string | null
  /** For clients and those who handle complaints: something happened to one. */
  complaint: string | null
}
