#include "adapters/cli/words.h"

#include "gateway/model/vocabulary.h"

namespace tasuki::cli {
namespace {

struct CodeWords {
  v1::RefusalCode code;
  const char* ja;
  const char* en;
};

constexpr CodeWords kCodeWords[] = {
    {v1::REFUSAL_CODE_NO_BASIS, "根拠がありません", "no ground holds"},
    {v1::REFUSAL_CODE_CONSENT_ABSENT, "本人の同意がありません",
     "she has not consented"},
    {v1::REFUSAL_CODE_CONSENT_WITHDRAWN, "同意は撤回されました",
     "the consent was withdrawn"},
    {v1::REFUSAL_CODE_CONSENT_EXPIRED, "同意の期限が過ぎました",
     "the consent has expired"},
    {v1::REFUSAL_CODE_CONSENT_SCOPE, "同意の範囲外です",
     "outside what was consented to"},
    {v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY, "封印された身元に触れます",
     "would touch a sealed birth identity"},
    {v1::REFUSAL_CODE_LOCATION_PROTECTED, "居所が保護されています",
     "the location is protected"},
    {v1::REFUSAL_CODE_REPORTER_PROTECTED, "通告者が分かってしまいます",
     "would identify a reporter"},
    {v1::REFUSAL_CODE_THIRD_PARTY_HARM, "誰かを不当に害するおそれがあります",
     "would unjustly harm somebody"},
    {v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER, "要対協の構成機関ではありません",
     "not a member of the council"},
    {v1::REFUSAL_CODE_NOT_COUNCIL_SUBJECT, "要対協に登録されていません",
     "not registered in the council"},
    {v1::REFUSAL_CODE_CITY_ONLY_CASE, "市だけが扱うケースです",
     "a case of the city alone"},
    {v1::REFUSAL_CODE_ROLE_NOT_ALLOWED, "この役割ではできません",
     "this role may not do this"},
    {v1::REFUSAL_CODE_NOT_ON_CASE_TEAM, "ケースの支援チームにいません",
     "not on the case team"},
    {v1::REFUSAL_CODE_CONFLICT_OF_INTEREST, "利害関係があります",
     "conflict of interest"},
    {v1::REFUSAL_CODE_PURPOSE_MISMATCH, "目的が合いません",
     "the purpose does not fit"},
    {v1::REFUSAL_CODE_NEED_NOT_STATED, "必要な理由が書かれていません",
     "the need was not stated"},
    {v1::REFUSAL_CODE_MINIMISED, "目的に必要ありません",
     "not needed for the purpose"},
    {v1::REFUSAL_CODE_ADVERSE_REQUESTER, "求めた人の利害が本人と反します",
     "the requester's interest is adverse"},
    {v1::REFUSAL_CODE_REPRESENTATIVE_UNVERIFIED, "代理人と確かめられません",
     "the representative is not verified"},
    {v1::REFUSAL_CODE_CHANNEL_UNSAFE, "その連絡方法は安全ではありません",
     "the channel is not safe"},
    {v1::REFUSAL_CODE_AUDIENCE_LEVEL, "会議の参加者には見せられません",
     "not for this conference"},
    {v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED, "自由記述を人が確かめていません",
     "free text was not reviewed"},
    {v1::REFUSAL_CODE_RECORD_UNCONFIRMED, "まだ確定していません",
     "not confirmed yet"},
    {v1::REFUSAL_CODE_JURISDICTION, "別の機関の管轄です",
     "another body is competent"},
    {v1::REFUSAL_CODE_ONWARD_SHARING_FORBIDDEN, "再提供が認められていません",
     "may not be passed on"},
    {v1::REFUSAL_CODE_LEGAL_HOLD, "記録が凍結されています",
     "the record is frozen"},
    {v1::REFUSAL_CODE_NEITHER_CONFIRM_NOR_DENY, "あるともないとも答えません",
     "neither confirmed nor denied"},
    {v1::REFUSAL_CODE_NO_SUCH_OBJECT, "存在しません", "does not exist"},
};

}  // namespace

Words NotSharedOrNotPresent() {
  return {"共有されていないか、存在しません", "not shared or not present"};
}

Words WordsOf(v1::RefusalCode code) {
  for (const CodeWords& words : kCodeWords) {
    if (words.code == code) return {words.ja, words.en};
  }
  return {ShortName(code), ShortName(code)};
}

Advice AdviceOn(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kNotFound:
      return {NotSharedOrNotPresent(),
              {"番号を確かめ、必要なら主担当機関に相談してください",
               "check the id; if you need it, ask the lead body"}};
    case absl::StatusCode::kInvalidArgument:
      return {{"入力に誤りがあります", "the request is not valid"},
              {"示された項目を直してください", "correct the field named"}};
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kPermissionDenied:
      return {{"断られました", "refused"},
              {"示された理由を解消してからやり直してください",
               "resolve the reason shown, then try again"}};
    case absl::StatusCode::kUnauthenticated:
      return {{"証明書か職員の署名が認められません",
               "the certificate or the staff signature was not accepted"},
              {"期限と失効を確かめ、情報管理責任者に連絡してください",
               "check dates and revocation; call the security officer"}};
    case absl::StatusCode::kAlreadyExists:
      return {
          {"同じ要求番号で別の内容が送られています",
           "other content was sent under the same request id"},
          {"新しい要求番号で送ってください", "send it with a new request id"}};
    case absl::StatusCode::kAborted:
      return {{"確かめた内容から変わっています",
               "it is no longer what was previewed"},
              {"もう一度 preview してください", "preview again"}};
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDeadlineExceeded:
      return {
          {"いま応じられません", "not available now"},
          {"少し待ち、書き込みなら同じ --request-id "
           "でやり直してください。続くと"
           "きは、ゲートウェイが動いているか、証明書が有効かを確かめてください",
           "wait a little and repeat, a write with the same --request-id; "
           "if it stays so, is the gateway running, is the certificate "
           "good?"}};
    case absl::StatusCode::kDataLoss:
      return {{"証明を確かめられません", "could not be verified"},
              {"内容を使わず、情報管理責任者に連絡してください",
               "do not use it; call the security officer"}};
    default:
      return {{"失敗しました", "failed"},
              {"設定と記録を確かめてください", "check configuration and logs"}};
  }
}

Advice AdviceHere(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kNotFound:
      return {{"ファイルか項目が見つかりません", "not found on this machine"},
              {"示された名前を確かめてください", "check the name shown"}};
    case absl::StatusCode::kInvalidArgument:
      return {{"入力に誤りがあります", "the input is not right"},
              {"示されたファイルか項目を直してください",
               "correct the file or field shown"}};
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAlreadyExists:
      return {{"いまの状態ではできません", "not possible as things are"},
              {"示された状態を解消してからやり直してください",
               "resolve what is shown, then try again"}};
    default:
      return AdviceOn(code);
  }
}

}  // namespace tasuki::cli
