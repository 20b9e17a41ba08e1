import type { MergePreviewView } from '@quanke/shared/contracts/merges'
import { previewChanges } from '@/features/ownership/preview-changes'

const side = (displayName: string) => ({
  id: '1',
  displayName,
  ownerName: '陈思远',
  becameClientAt: '2026-01-01T00:00:00Z',
})
const preview = (stays: string, goes: string, ...kinds: ('names' | 'phones')[]): MergePreviewView => ({
  survivor: side(stays),
  merged: side(goes),
  moves: [],
  ownerChange: null,
  takesPhone: false,
  warnings: kinds.map((kind) => ({ kind, sentence: '' })),
  differences: 'a mark',
  undoDays: 30,
})

describe('two records that changed while somebody looked at what a merge would do', () => {
  it.each<[string, MergePreviewView, MergePreviewView, string[]]>([
    [
      'one is called something else',
      preview('林女士', '林小姐', 'names'),
      preview('林女士', '林太太', 'names'),
      ['并入的档案，称呼由「林小姐」改为「林太太」'],
    ],
    [
      'both are, and one has given a number',
      preview('林女士', '林小姐', 'names'),
      preview('林若溪', '林若溪', 'phones'),
      [
        '保留的档案，称呼由「林女士」改为「林若溪」',
        '并入的档案，称呼由「林小姐」改为「林若溪」',
        '两份档案现在各有一个手机号',
      ],
    ],
    [
      'a number is gone',
      preview('林女士', '林女士', 'phones'),
      preview('林女士', '林女士'),
      ['不再是两份档案各有一个手机号'],
    ],
    [
      'a number is another one',
      preview('林女士', '林女士', 'phones'),
      preview('林女士', '林女士', 'phones'),
      ['其中一份档案的手机号有变化'],
    ],
  ])('%s', (_, before, now, expected) => expect(previewChanges(before, now)).toEqual(expected))
})
