import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The first texts of every purpose. A later migration adds a newer version beside them; what was agreed to stays readable. */
export class InsertConsentTexts1795428012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [purpose, title, body] of TEXTS)
      await runner.query(
        `INSERT INTO consent_texts (purpose, version, title, body, inForceAt) VALUES (?, '2026-11', ?, ?, '2026-11-01 00:00:00.000')
         ON DUPLICATE KEY UPDATE purpose = purpose`,
        [purpose, title, body.join('\n')],
      )
  }

  async down(): Promise<void> {
    // Forward only: a text that somebody agreed to is never removed.
  }
}

const TEXTS: [purpose: string, title: string, body: string[]][] = [
  [
    'use_service',
    '使用本服务',
    [
      '为了让您加入圈子、保存阅读进度、收到您自己发起事项的进展，我们需要处理您的微信账号标识（openid）、您选择的圈内昵称，以及您在本小程序内的操作记录。',
      '您的微信昵称、头像、好友关系不会被读取。圈内其他成员只能看到您的圈内昵称。',
      '不同意也可以继续阅读全部公开内容。您可以随时在「我的—授权管理」中撤回，撤回后将退出所有圈子。',
      '记录保存到您撤回授权或注销账号为止；依法需要留存的授权记录保存至注销后三年。',
    ],
  ],
  [
    'be_served',
    '由代理人为我服务',
    [
      '同意后，我们会为您建立一份客户档案，由一位持有执业证的保险代理人为您服务。这位代理人会看到：您希望的称呼、您是经由哪一次分享或推荐来到这里的、您加入的圈子，以及您主动发起的求推荐和评价。',
      '您的阅读与浏览明细不在其内，需要您另行同意。您的手机号只有在您主动授权后才会提供。',
      '您随时可以撤回，撤回后代理人将立即无法再看到您的档案。不同意不影响您继续阅读和使用圈子。',
    ],
  ],
  [
    'marketing',
    '接收活动与产品信息',
    [
      '同意后，您的代理人可以向您发送活动邀请和保险产品信息，每条信息都会标明发送人，并可一键退订。',
      '不同意时，您仍会收到与您自己发起的事项直接相关的通知。',
    ],
  ],
  [
    'show_activity',
    '向我的代理人展示我的浏览与互动明细',
    [
      '同意后，您的代理人可以看到您打开和读完了哪些文章、阅读时长与转发情况（包括您成为客户之前在本小程序内的记录），以便更了解您的关注点。',
      '不同意时，代理人看不到这些明细，只能看到您主动发起的事项。',
    ],
  ],
  [
    'pass_contact',
    '在我同意引荐后，向对方提供我的联系方式',
    [
      '当您接受一条引荐时，我们会把您的称呼和已验证的手机号提供给被引荐的个人或机构，仅用于与您取得联系、解决您提出的问题。每一次引荐仍需您单独确认。',
      '不同意时，您仍可接受引荐，由您主动联系对方。',
    ],
  ],
]
