#include "gateway/analysis/words.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "gateway/model/vocabulary.h"

// The Japanese words are those of docs/glossary.md without what it has in
// brackets (a test compares).
namespace tasuki::analysis {
namespace {

struct Pair {
  absl::string_view ja, en;
};

template <size_t kSize>
std::string Pick(const std::array<Pair, kSize>& words, int value,
                 const std::string& otherwise, Language language) {
  if (value < 0 || static_cast<size_t>(value) >= kSize ||
      words[value].ja.empty()) {
    return otherwise;
  }
  return std::string(language == Language::kJapanese ? words[value].ja
                                                     : words[value].en);
}

constexpr std::array<Pair, v1::AudienceType_MAX + 1> kAudienceType = {{
    {"不明", "unknown"},
    {"母子保健係", "maternal health unit"},
    {"家庭支援係", "family support unit"},
    {"子ども発達・小児在宅支援室", "child development unit"},
    {"統括支援員・センター長", "supervising worker and head of the centre"},
    {"児童相談所", "child guidance centre"},
    {"女性相談支援センター", "women's support centre"},
    {"産科医療機関", "hospital"},
    {"妊娠SOS", "Pregnancy-SOS service"},
    {"民間あっせん機関", "adoption agency"},
    {"母子生活支援施設", "mother-child facility"},
    {"乳児院・児童養護施設・里親",
     "infant home, children's home or foster carers"},
    {"嘱託の児童精神科医", "supervising physician"},
    {"戸籍係", "family register office"},
    {"保育所", "nursery"},
    {"学校", "school"},
    {"警察", "police"},
    {"福祉事務所", "welfare office"},
    {"他市町村", "another municipality"},
    {"ゲートウェイの情報管理責任者・管理者・監査担当",
     "officers of the gateway"},
}};

constexpr std::array<Pair, v1::Role_MAX + 1> kRole = {{
    {"不明", "unknown"},
    {"保健師", "public health nurse"},
    {"助産師", "midwife"},
    {"家庭相談員", "case worker"},
    {"調整担当者", "council coordinator"},
    {"女性相談支援員", "women's counsellor"},
    {"母子・父子自立支援員", "adviser for single parents"},
    {"里親等相談支援員", "foster support worker"},
    {"言語聴覚士", "speech therapist"},
    {"作業療法士", "occupational therapist"},
    {"理学療法士", "physical therapist"},
    {"心理士", "psychologist"},
    {"保育士", "nursery teacher"},
    {"医療的ケア児等コーディネーター", "medical care coordinator"},
    {"統括支援員", "supervising support worker"},
    {"センター長", "head of the centre"},
    {"児童福祉司", "child welfare officer"},
    {"児童心理司", "child psychologist"},
    {"児童相談所長", "director of the guidance centre"},
    {"児相弁護士", "lawyer of the guidance centre"},
    {"産科医", "obstetrician"},
    {"医療ソーシャルワーカー", "medical social worker"},
    {"看護師", "obstetric nurse"},
    {"NPO相談員", "SOS counsellor"},
    {"養子縁組あっせん責任者", "adoption officer"},
    {"母子支援員・家庭支援専門相談員", "facility worker"},
    {"児童精神科医", "child psychiatrist"},
    {"戸籍担当", "register clerk"},
    {"保育所職員", "nursery staff"},
    {"学校職員", "school staff"},
    {"警察官", "police officer"},
    {"福祉事務所職員", "welfare worker"},
    {"他市町村職員", "worker of another municipality"},
    {"情報管理責任者", "security officer"},
    {"情報担当", "system administrator"},
    {"監査担当", "auditor"},
}};

constexpr std::array<Pair, v1::Relation_MAX + 1> kRelation = {{
    {"関わりなし", "no relation"},
    {"主担当", "lead"},
    {"共同主担当", "co-lead"},
    {"構成員", "member"},
    {"傍聴", "observer"},
    {"統括", "oversight"},
}};

constexpr std::array<Pair, v1::Purpose_MAX + 1> kPurpose = {{
    {"不明", "unknown"},
    {"受付", "intake"},
    {"評価", "assessment"},
    {"支援", "support"},
    {"保護", "protection"},
    {"医療", "medical care"},
    {"女性支援", "women's support"},
    {"里親・養子縁組", "foster care and adoption"},
    {"会議", "a conference"},
    {"助言・監督", "supervision"},
    {"引継ぎ", "hand-over"},
    {"統括", "oversight"},
    {"本人開示", "her own access request"},
}};

constexpr std::array<Pair, v1::CaseClass_MAX + 1> kCaseClass = {{
    {"不明", "unknown"},
    {"要保護児童", "child in need of protection"},
    {"要支援児童", "child needing support"},
    {"特定妊婦", "expectant mother in need"},
    {"一般", "general case"},
}};

constexpr std::array<Pair, v1::BasisCode_MAX + 1> kBasisCode = {{
    {"不明", "unknown"},
    {"自ら保有", "own records"},
    {"本人の同意", "her consent"},
    {"本人への開示", "her own access request"},
    {"センター内の一体的支援", "work inside the centre"},
    {"同一市の他部署", "another department's duty"},
    {"行政機関間の提供", "a public body's duty"},
    {"明らかに本人の利益", "her clear interest"},
    {"特定妊婦等の情報提供", "information for the municipality (CWA 21-10-5)"},
    {"要保護児童の通告", "a report of a child in need (CWA 25)"},
    {"虐待の通告", "a report of abuse (CAPA 6)"},
    {"資料・情報の提供の求め", "material on request (CAPA 13-4)"},
    {"児童相談所間の移管", "hand-over between guidance centres (CAPA 4(6))"},
    {"協議会での情報交換", "exchange in the council"},
    {"協議会からの協力要請", "a request of the council (CWA 25-3)"},
    {"市から児童相談所への送致", "transfer to the guidance centre (CWA 25-7)"},
    {"市から児童相談所への通知", "notice to the guidance centre (CWA 25-7)"},
    {"児童相談所から市への送致等", "transfer back to the city (CWA 26)"},
    {"児童相談所の助言・判定の依頼", "consulting the guidance centre (CWA 10)"},
    {"措置・一時保護の実施", "carrying out a measure"},
    {"転入元の健診情報",
     "check-up information of the former municipality (MCHA 19-2)"},
    {"支援調整会議", "the women's support council (WSA 15)"},
    {"配偶者暴力の通報", "a report of spousal violence (DVA 6)"},
    {"DV対策の協議会", "the DV council"},
    {"内密出産の子の事実", "facts of the child after a confidential birth"},
    {"戸籍の届出", "the family register"},
    {"養子縁組あっせんの段階同意", "a stage of adoption"},
    {"触法少年の送致", "juvenile-offence transfer"},
    {"裁判手続", "court proceedings"},
    {"生命の危険", "danger to life"},
    {"児童の健全育成", "sound growth of children"},
    {"公的事務への協力", "cooperation with a public duty"},
    {"業務の委託", "entrusted work"},
    {"住民基本台帳の調査", "a resident survey"},
    {"統計", "statistics"},
}};

constexpr std::array<Pair, v1::Category_MAX + 1> kCategory = {{
    {"不明", "unknown"},
    {"事案の存在", "existence of a case"},
    {"識別情報の核", "identity"},
    {"呼び名", "handle"},
    {"封印された出産者の身元", "sealed birth identity"},
    {"安全な連絡方法", "safe-contact rules"},
    {"妊娠SOSの相談・紹介の内容", "SOS contact"},
    {"妊娠・産科の情報", "pregnancy"},
    {"高度に機微な健康情報", "high-sensitivity health"},
    {"子の健康・健診", "child health"},
    {"発達の評価", "development assessment"},
    {"医療的ケア児", "medical care child"},
    {"虐待・リスクの評価", "abuse and risk assessment"},
    {"通告者", "reporter"},
    {"DV・安全の情報", "violence and safety"},
    {"避難先・保護先の場所", "protected place"},
    {"家計・就労・住居・保険", "money, work, housing"},
    {"家族・親族", "family and kinship"},
    {"相手・子の父", "partner, father of the child"},
    {"意向・希望", "wishes"},
    {"措置・里親委託", "placement and measures"},
    {"里親・養親の身元", "identity of carers"},
    {"援助方針・判定", "guidance policy"},
    {"支援計画", "support plan"},
    {"進行管理", "case management"},
    {"訪問・会議・連絡の記録", "visits and meetings"},
    {"助言の記録", "supervision notes"},
    {"少年非行の情報", "juvenile offences"},
    {"同意・提供の記録", "consent and disclosure log"},
    {"担当者の生の記録", "raw notes"},
    {"封印があるという表示", "flag of a seal"},
    {"分娩費用の支払い方法", "payment of the delivery"},
    {"合意した節目", "agreed milestones"},
    {"場所の項目", "place fields"},
    {"出生届の法定事項", "birth-registration items"},
}};

constexpr std::array<Pair, v1::Level_MAX + 1> kLevel = {{
    {"非開示", "WITHHELD"},
    {"非開示", "WITHHELD"},
    {"存在", "EXISTENCE"},
    {"要約", "REDUCED"},
    {"全部", "FULL"},
}};

constexpr std::array<Pair, v1::Obligation_MAX + 1> kObligation = {{
    {"不明", "unknown"},
    {"安全な連絡の決まりを守る", "obey the safe-contact rules"},
    {"第三者に渡さない", "do not pass on"},
    {"センター内に限る", "pass on inside the centre only"},
    {"仮名のみを使う", "use the alias only"},
    {"根拠の終わりとともに利用をやめる", "stop using when the ground ends"},
    {"取り次ぎを通して連絡する", "reach her through who relays"},
}};

constexpr std::array<Pair, v1::Action_MAX + 1> kAction = {{
    {"不明", "unknown"},
    {"本人を登録する", "register a subject"},
    {"本人を見る", "read a subject"},
    {"ケースを開く", "open a case"},
    {"ケースを見る", "read a case"},
    {"ケースを一覧する", "list cases"},
    {"チームに加える", "put a party on the team"},
    {"チームから外す", "take a party off the team"},
    {"問い合わせを記録する", "record an inquiry"},
    {"記録を下書きする", "draft a section"},
    {"記録を確認する", "confirm a section"},
    {"メッセージを送る", "send a message"},
    {"メッセージを読む", "read a message"},
    {"受け取りを知らせる", "acknowledge a message"},
    {"メッセージを受理する", "accept a message"},
    {"同意を下見する", "preview a consent"},
    {"同意を記録する", "record a consent"},
    {"同意の撤回を記録する", "record a withdrawal"},
    {"同意を見る", "read a consent"},
    {"機関の名を見る", "read the directory"},
    {"名簿を変える", "change the directory"},
    {"自らの記録の証明を取る", "fetch own receipts and proofs"},
    {"監査記録を調べる", "search the audit log"},
    {"協議会に登録する", "register a case in the council"},
    {"連絡方法を確かめる", "check a channel"},
    {"求めを断る", "refuse a request"},
    {"他機関の記録した同意を確かめる",
     "confirm a consent recorded by another party"},
    {"会議を設ける", "create a conference series"},
    {"会議を開く", "run a meeting"},
    {"会議に出す", "release an item to a conference"},
    {"会議に出る", "attend a meeting"},
    {"通告を読む", "read reports of danger"},
    {"通告を引き受ける", "take a report of danger"},
    {"封印にかかる通告を読む", "read a sealed report"},
    {"方針を変える", "change the policy"},
    {"方針とその変更を読む", "read policies and their changes"},
    {"記録を訂正する", "correct a section"},
    {"記録を取り下げる", "take a section back"},
    {"記録の版を見る", "read the versions of a section"},
    {"ケースを終結・再開する", "close and reopen a case"},
    {"ケースの区分・方針・状態を変える", "reclassify a case"},
    {"主担当とランクを提案する", "propose lead and rank"},
    {"主担当とランクに同意する", "agree to lead and rank"},
    {"主担当とランクを見る", "read lead and rank"},
    {"命の危険のために開く", "open what danger to life asks for"},
    {"命の危険のために開いたものを点検する",
     "review what was opened in danger to life"},
    {"出生した子を登録する", "register a child at its birth"},
    {"記録を凍結し、解く", "set and lift a hold"},
    {"子の意思を記録する", "record the will of a child"},
    {"連絡を差し戻す", "return a message"},
    {"当番表を定める", "set the duty roster"},
    {"開示の求めに答える", "answer a person's request for a copy"},
    {"高度に機微な健康情報を家庭支援係に認める",
     "release high-sensitivity health to family support"},
}};

}  // namespace

std::string Words(v1::AudienceType value, Language language) {
  return Pick(kAudienceType, value, ShortName(value), language);
}
std::string Words(v1::Role value, Language language) {
  return Pick(kRole, value, ShortName(value), language);
}
std::string Words(v1::Relation value, Language language) {
  return Pick(kRelation, value, ShortName(value), language);
}
std::string Words(v1::Purpose value, Language language) {
  return Pick(kPurpose, value, ShortName(value), language);
}
std::string Words(v1::CaseClass value, Language language) {
  return Pick(kCaseClass, value, ShortName(value), language);
}
std::string Words(v1::BasisCode value, Language language) {
  return Pick(kBasisCode, value, ShortName(value), language);
}
std::string Words(v1::Category value, Language language) {
  return Pick(kCategory, value, ShortName(value), language);
}
std::string Words(v1::Level value, Language language) {
  return Pick(kLevel, value, ShortName(value), language);
}
std::string Words(v1::Obligation value, Language language) {
  return Pick(kObligation, value, ShortName(value), language);
}
std::string Words(v1::Action value, Language language) {
  return Pick(kAction, value, ShortName(value), language);
}

std::string CodeAndWords(v1::Category category, Language language) {
  return absl::StrCat(ShortName(category), " ", Words(category, language));
}

}  // namespace tasuki::analysis
