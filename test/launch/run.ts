import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

export interface Outcome {
  code: number
  output: string
}

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill()))

/** Runs a program to its end and gives its exit code with everything it wrote. Throws only when it cannot be started. */
export function run(program: string, args: string[], options: SpawnOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code: code ?? (signal ? 128 : 1), output: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

/** Like `run`, but a failure is an error that carries the whole output. */
export async function runOrThrow(
  what: string,
  program: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<string> {
  const { code, output } = await run(program, args, options)
  if (code !== 0) throw new Error(`${what} failed (exit code ${code}):\n${output.trim()}`)
  return output
}
