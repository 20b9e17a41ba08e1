export default definePageConfig({ navigationBarTitleText: '服务伙伴名录', enablePullDownRefresh: true })
