/** Until when something is due, and when whoever owes it is reminded. */
export interface Deadline {
  remindAt: Date
  answerBy: Date
}

/** Who owes an answer is reminded when this part of the time is left. */
const REMIND_AT_LEFT = 0.25

/** The deadline of what is due within so many milliseconds from this time on. */
export const deadlineWithin = (from: Date, ms: number): Deadline => ({
  remindAt: new Date(from.getTime() + ms * (1 - REMIND_AT_LEFT)),
  answerBy: new Date(from.getTime() + ms),
})
