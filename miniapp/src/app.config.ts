export default defineAppConfig({
  pages: ['pages/home/index', 'pages/groups/index', 'pages/events/index', 'pages/me/index'],
  subPackages: [
    { root: 'packages/content', name: 'content', pages: ['article/index', 'list/index'] },
    { root: 'packages/group', name: 'group', pages: ['detail/index'] },
    {
      root: 'packages/event',
      name: 'event',
      pages: ['detail/index', 'hosted/index', 'edit/index', 'registrations/index'],
    },
    {
      root: 'packages/consent',
      name: 'consent',
      pages: ['join/index', 'mine/index', 'looks/index', 'adviser/index', 'profile/index'],
    },
    {
      root: 'packages/request',
      name: 'request',
      pages: ['new/index', 'list/index', 'detail/index', 'edit/index', 'compare/index', 'card/index'],
    },
    { root: 'packages/referral', name: 'referral', pages: ['new/index', 'list/index', 'invitation/index'] },
    { root: 'packages/policy', name: 'policy', pages: ['mine/index', 'client/index', 'edit/index'] },
    {
      root: 'packages/service',
      name: 'service',
      pages: ['complaints/index', 'complain/index', 'complaint/index', 'queue/index', 'handle/index'],
    },
    {
      root: 'packages/ownership',
      name: 'ownership',
      pages: ['story/index', 'cases/index', 'case/index', 'dispute/index', 'merge/index', 'merges/index'],
    },
    {
      root: 'packages/agent',
      name: 'agent',
      pages: [
        'workbench/index',
        'clients/index',
        'client/index',
        'origin/index',
        'library/index',
        'shares/index',
        'requests/index',
        'escalated/index',
        'providers/index',
        'provider/index',
        'propose/index',
        'introductions/index',
        'introduce/index',
        'referrals/index',
        'referral/index',
        'team/index',
        'member/index',
        'pool/index',
      ],
    },
    {
      root: 'packages/outreach',
      name: 'outreach',
      pages: ['list/index', 'new/index', 'plan/index', 'members/index'],
    },
    {
      // Apart from the agent's other screens, since the charts weigh more than all of them.
      root: 'packages/sources',
      name: 'sources',
      pages: [
        'board/index',
        'people/index',
        'carriers/index',
        'reach/index',
        'referrals/index',
        'attribution/index',
        'outcomes/index',
        'labels/index',
      ],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['content', 'group', 'consent'] },
    'pages/events/index': { network: 'all', packages: ['event'] },
    'pages/me/index': { network: 'all', packages: ['request', 'referral', 'agent'] },
  },
  window: {
    navigationBarTitleText: '圈客',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f5f6f7',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#66707c',
    selectedColor: '#1f4f7a',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [tab('home', '首页'), tab('groups', '圈子'), tab('events', '活动'), tab('me', '我的')],
  },
  lazyCodeLoading: 'requiredComponents',
  sitemapLocation: 'sitemap.json',
  style: 'v2',
  __usePrivacyCheck__: true,
})

function tab(name: string, text: string) {
  return {
    pagePath: `pages/${name}/index`,
    text,
    iconPath: `assets/tabs/${name}.png`,
    selectedIconPath: `assets/tabs/${name}-on.png`,
  }
}
