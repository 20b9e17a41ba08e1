import type { RouteKind } from '../pages'
import type { BuiltIn } from './built-in'

export const navigator: BuiltIn = {
  name: 'navigator',
  props: {
    ...{
      target: 'self',
      url: '',
      openType: 'navigate',
      delta: 1,
      appId: '',
      path: '',
      extraData: null,
      version: 'release',
    },
    ...{
      shortLink: '',
      hoverClass: 'navigator-hover',
      hoverStopPropagation: false,
      hoverStartTime: 50,
      hoverStayTime: 600,
    },
  },
  setup(tag) {
    tag.onTap(() => {
      const type = tag.prop<string>('openType')
      const kind = (type === 'navigate' ? 'navigateTo' : type === 'redirect' ? 'redirectTo' : type) as
        RouteKind | 'exit'
      try {
        if (kind === 'navigateBack') tag.phone.pages.back(tag.prop('delta'))
        else if (kind !== 'exit') tag.phone.pages.open(kind, tag.prop('url'))
        tag.trigger('success', { errMsg: `${kind}:ok` })
      } catch (error) {
        tag.trigger('fail', { errMsg: `${kind}:fail ${(error as Error).message}` })
        tag.phone.report(error)
      }
    })
  },
}
