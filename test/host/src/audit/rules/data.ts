import { each, kilobytes, type Rule } from '../rule'

const MOST_BYTES = 256 * 1024
const MOST_CALLS = 20

/** The rules about setData and the tree that it makes. */
export const DATA_RULES: Rule[] = [
  {
    id: 'set-data-frequency',
    title: 'setData 调用频率',
    group: 'performance',
    weight: 6,
    limit: `at most ${MOST_CALLS} calls in a second`,
    seen: 'All calls on a page, its components among them, within any second. On a slow machine fewer fall into one.',
    advice: 'Gather what changes together into one call.',
    check: ({ setData }) =>
      each(
        setData,
        ({ owner }) => owner,
        ({ busiest }) => (busiest > MOST_CALLS ? `${busiest} calls of setData within a second` : null),
      ),
  },
  {
    id: 'set-data-size',
    title: 'setData 数据大小',
    group: 'performance',
    weight: 6,
    limit: `at most ${kilobytes(MOST_BYTES)} as JSON`,
    seen: 'Every call, in bytes of UTF-8.',
    advice: 'Set only what changed, by its path, and keep out of data what no template shows.',
    check: ({ setData }) =>
      each(
        setData,
        ({ owner, mostKeys }) => `${owner}: ${mostKeys.join(', ')}`,
        ({ mostBytes }) => (mostBytes > MOST_BYTES ? `one setData of ${kilobytes(mostBytes)}` : null),
      ),
  },
  {
    id: 'wxml-nodes',
    title: 'WXML 节点数',
    group: 'performance',
    weight: 6,
    limit: 'fewer than 1000 nodes, depth below 30, at most 60 children of one node',
    seen: 'Counted whenever a page has come to rest, custom components with what is inside them.',
    advice: 'Show a part of the list, and drop wrappers.',
    check: ({ trees }) =>
      each(
        trees,
        ({ widest, children }) => (children > 60 ? widest : 'page'),
        ({ nodes, depth, children }) =>
          [
            nodes < 1000 ? '' : `${nodes} nodes, fewer than 1000 are allowed`,
            depth < 30 ? '' : `${depth} levels, fewer than 30 are allowed`,
            children <= 60 ? '' : `${children} children of one node, at most 60 are allowed`,
          ]
            .filter(Boolean)
            .join('; ') || null,
      ),
  },
  {
    id: 'set-data-redundancy',
    title: '避免 setData 数据冗余',
    group: 'performance',
    weight: 1,
    limit: 'every key that is set is used in the template',
    seen: 'First parts of the keys, against the names in the expressions of the template and of what it imports.',
    advice: 'Keep what is not shown on the page object itself instead of in data.',
    check: ({ setData }, { templateNames }) =>
      each(
        setData,
        ({ owner }) => owner,
        ({ owner, keys }) => {
          const names = templateNames[owner]
          const unused = names ? keys.filter((key) => !names.includes(key)) : []
          return unused.length ? `set, but not in the template: ${unused.join(', ')}` : null
        },
      ),
  },
]
