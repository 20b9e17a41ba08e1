export default definePageConfig({ navigationBarTitleText: '服务伙伴', enablePullDownRefresh: true })
