#ifndef GATEWAY_DISCLOSURE_NAME_WORDS_H_
#define GATEWAY_DISCLOSURE_NAME_WORDS_H_

#include <string_view>

// The words by which labelled_name.cc tells a name from what only stands where
// one could. In folded form.
namespace tasuki::disclosure {

using Text = std::u32string_view;

inline constexpr Text kLabels[] = {U"氏名",       U"本名", U"実名",
                                   U"名前",       U"姓名", U"旧姓",
                                   U"フルネーム", U"苗字", U"名字"};
// Whose name it is, if not hers: 薬の名前, 担当者氏名.
inline constexpr Text kOthers[] = {
    U"薬",       U"剤",     U"店",     U"病院",    U"医院",     U"施設",
    U"園",       U"学校",   U"会社",   U"勤務先",  U"アプリ",   U"制度",
    U"犬",       U"猫",     U"ペット", U"商品",    U"手帳",     U"機関",
    U"団体",     U"教室",   U"事業",   U"書類",    U"ファイル", U"駅",
    U"病気",     U"検査",   U"職員",   U"担当",    U"担当者",   U"保健師",
    U"助産師",   U"医師",   U"看護師", U"相談員",  U"通訳",     U"弁護士",
    U"ワーカー", U"記録者", U"記入者", U"作成者",  U"報告者",   U"仮",
    U"偽",       U"別",     U"呼び",   U"ハンドル"};
// Words that stand where a name would, and say that there is none.
inline constexpr Text kNoName[] = {
    U"不明",        U"不詳",         U"未確",       U"未聴",
    U"未記",        U"未定",         U"未把",       U"未聞",
    U"未回",        U"未登",         U"未入",       U"非公",
    U"非開",        U"匿名",         U"無記",       U"無回",
    U"無し",        U"無名",         U"秘匿",       U"秘密",
    U"伏せ",        U"記載",         U"記入",       U"記録",
    U"確認",        U"聴取",         U"聞き",       U"聞い",
    U"聞か",        U"聞く",         U"聞け",       U"言わ",
    U"言い",        U"言え",         U"言う",       U"言っ",
    U"名乗",        U"拒否",         U"教え",       U"知ら",
    U"知り",        U"省略",         U"別紙",       U"別途",
    U"別人",        U"同上",         U"同じ",       U"同様",
    U"上記",        U"下記",         U"仮名",       U"仮称",
    U"空欄",        U"空白",         U"削除",       U"墨消",
    U"黒塗",        U"対象者",       U"児童",       U"本人",
    U"本児",        U"母親",         U"父親",       U"祖父母",
    U"祖母",        U"親族",         U"彼氏",       U"彼女",
    U"相手",        U"家族",         U"次回",       U"後日",
    U"今回",        U"今後",         U"当面",       U"話さ",
    U"話し",        U"要確認",       U"要聴取",     U"必要",
    U"希望",        U"絶対",         U"一切",       U"登録",
    U"住所",        U"生年",         U"年齢",       U"電話",
    U"連絡",        U"性別",         U"職業",       U"病院",
    U"医療",        U"保健",         U"助産",       U"看護",
    U"相談",        U"担当",         U"職員",       U"警察",
    U"市役所",      U"児相",         U"個人",       U"身元",
    U"調査",        U"検討",         U"分から",     U"分か",
    U"わか",        U"覚え",         U"忘れ",       U"テスト",
    U"サンプル",    U"例え",         U"通称",       U"ニックネーム",
    U"ハンドル",    U"アカウント",   U"自分",       U"伝え",
    U"出さ",        U"書か",         U"全て",       U"全部",
    U"番号",        U"提出",         U"公表",       U"開示",
    U"保護",        U"保留",         U"パートナー", U"なし",
    U"ない",        U"まだ",         U"だれ",       U"なに",
    U"何も",        U"ひみつ",       U"大丈夫",     U"結構",
    U"不安",        U"無理",         U"氏名",       U"変更",
    U"変わ",        U"決ま",         U"決め",       U"考え",
    U"候補",        U"unknown",      U"withheld",   U"not",
    U"none",        U"no",           U"na",         U"n",
    U"anonymous",   U"redacted",     U"declined",   U"refused",
    U"undisclosed", U"confidential", U"unstated",   U"unspecified",
    U"to",          U"tbd",          U"tbc",        U"she",
    U"he",          U"they",         U"will",       U"never",
    U"kept",        U"sealed",       U"hidden",     U"removed",
    U"omitted",     U"pending",      U"subject",    U"client",
    U"person",      U"patient",      U"mother",     U"the",
    U"a",           U"an",           U"only",       U"held",
    U"known",       U"important",    U"still",      U"asked",
    U"alias",       U"see",          U"same"};
// Endings of roles: 知人と名乗る.
inline constexpr Text kRoles[] = {U"師",   U"員",   U"職",       U"官",   U"者",
                                  U"友人", U"知人", U"女性",     U"男性", U"夫",
                                  U"妻",   U"母",   U"父",       U"姉",   U"係",
                                  U"課",   U"室",   U"センター", U"団体"};
// What follows a name that a sentence states: 本名は…です.
inline constexpr Text kStates[] = {
    U"です",   U"だ",   U"である", U"でし", U"という", U"とい", U"と言",
    U"と名乗", U"と申", U"と聞",   U"と判", U"と記",   U"と書", U"とのこと",
    U"さん",   U"様",   U"。",     U"\n",   U"」",     U"』",   U")"};
inline constexpr Text kEnglishOwners[] = {
    U"real",    U"full",    U"legal",  U"birth",    U"maiden",    U"family",
    U"first",   U"last",    U"given",  U"her",      U"his",       U"my",
    U"true",    U"own",     U"actual", U"mother's", U"patient's", U"client's",
    U"woman's", U"patient", U"client"};

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_NAME_WORDS_H_
