export default definePageConfig({ navigationBarTitleText: '待分配客户', enablePullDownRefresh: true })
