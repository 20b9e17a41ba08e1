import type { MergePreviewView } from '@quanke/shared/contracts/merges'

const SIDES = { survivor: '保留的档案', merged: '并入的档案' } as const

/** What of two records has changed since the preview was read that somebody is about to confirm. */
export function previewChanges(before: MergePreviewView, now: MergePreviewView): string[] {
  const names = (['survivor', 'merged'] as const).flatMap((side) => {
    const [was, is] = [before[side].displayName, now[side].displayName]
    return was === is ? [] : [`${SIDES[side]}，称呼由「${was}」改为「${is}」`]
  })
  const [hadPhones, havePhones] = [before, now].map(({ warnings }) => warnings.some(({ kind }) => kind === 'phones'))
  if (hadPhones !== havePhones)
    return [...names, havePhones ? '两份档案现在各有一个手机号' : '不再是两份档案各有一个手机号']
  // The numbers themselves are not shown here: that one of them is another is all there is to say.
  return names.length > 0 ? names : ['其中一份档案的手机号有变化']
}
