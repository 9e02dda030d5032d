// peer.mjs answer CASES.json: what the peer decides of each case, one word a line.
// peer.mjs time SCENARIO.json SECONDS: nanoseconds on the CPU of one decision of the peer's, and what it decides.
import { readFileSync } from 'node:fs'
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'

const words = { Allowed: 'ALLOWED', ExplicitlyDenied: 'DENIED', ImplicitlyDenied: 'DENIED' }
const named = (list) => (list ?? []).map((policy, index) => ({ name: `p${index}`, policy }))

function simulation(asked) {
  const levels = (list) => (list === undefined || list.length === 0 ? [] : Array.isArray(list[0]) ? list : [list])
  const organization = (list) => levels(list).map((level, index) => ({ orgIdentifier: `o${index}`, policies: named(level) }))
  const boundary = asked.boundary === undefined ? {} : { permissionBoundaryPolicies: named([asked.boundary]) }
  return {
    request: {
      principal: asked.principal,
      action: asked.operation,
      resource: { resource: asked.resource, accountId: asked.resource.split(':')[4] },
      contextVariables: asked.context ?? {},
    },
    identityPolicies: named(asked.iam),
    serviceControlPolicies: organization(asked.scps),
    resourceControlPolicies: [],
    resourcePolicy: asked.cluster_policy,
    sessionPolicy: asked.session_policy,
    ...boundary,
  }
}

// With the peer's own checks: without them it does not take resource policies.
async function decide(asked) {
  const result = await runSimulation(simulation(asked), {})
  return words[result.overallResult] ?? `ERROR ${JSON.stringify(result.errors)}`
}

const [mode, path, seconds] = process.argv.slice(2)
const input = JSON.parse(readFileSync(path, 'utf8'))
if (mode === 'answer') {
  for (const asked of input) {
    let word
    try {
      word = await decide(asked)
    } catch (error) {
      word = `ERROR ${String(error.message).replaceAll('\n', ' ')}`
    }
    console.log(word)
  }
} else {
  const prepared = simulation(input)
  const run = (count) => {
    const begin = process.cpuUsage()
    for (let at = 0; at < count; ++at) runUnsafeSimulation(prepared, {})
    const used = process.cpuUsage(begin)
    return ((used.user + used.system) * 1000) / count
  }
  run(20)
  const one = run(20)
  const count = Math.max(20, Math.ceil((Number(seconds) * 1e9) / one))
  console.log(`${run(count)} ${await decide(input)}`)
}
