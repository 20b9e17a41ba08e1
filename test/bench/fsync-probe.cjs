// A thread that appends a block to a file of its own and syncs it, again and again, and tells how long each time took.
const { closeSync, fsyncSync, openSync, rmSync, writeSync } = require('node:fs')
const { setTimeout: sleep } = require('node:timers/promises')
const { parentPort, workerData } = require('node:worker_threads')

const { file, everyMs } = workerData
const block = Buffer.alloc(4096, 1)

async function probe() {
  const handle = openSync(file, 'w')
  const times = []
  let isOver = false
  parentPort.once('message', () => (isOver = true))
  while (!isOver) {
    writeSync(handle, block)
    const began = performance.now()
    fsyncSync(handle)
    times.push(performance.now() - began)
    await sleep(everyMs)
  }
  closeSync(handle)
  rmSync(file)
  parentPort.postMessage(times)
}

void probe()
