const TURN_LIMIT_MS = 4000

let waiting: (() => void)[] = []
let isTaken = false

/** Runs the work when it is its turn; the turn ends when the returned function is called, or after four seconds. */
export function takeTurn(work: () => void): () => void {
  let isOver = false
  let hasBegun = false
  let timer = 0
  const end = () => {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    if (!hasBegun) waiting = waiting.filter((one) => one !== begin)
    else next()
  }
  const begin = () => {
    hasBegun = true
    isTaken = true
    timer = window.setTimeout(end, TURN_LIMIT_MS)
    work()
  }
  if (isTaken) waiting.push(begin)
  else begin()
  return end
}

function next(): void {
  isTaken = false
  waiting.shift()?.()
}
