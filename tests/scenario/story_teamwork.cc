#include "absl/strings/str_cat.h"
#include "adapters/client/method.h"
#include "adapters/client/refusal.h"
#include "tests/scenario/hidden_pairs.h"
#include "tests/scenario/story.h"

namespace tasuki::scenario {
namespace {

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";
constexpr char kFamilySupport[] = "bodies/sample-city/units/family-support";

std::string WithInquiry(absl::string_view levels, size_t inquiries) {
  return inquiries == 0 ? std::string(levels) : absl::StrCat(levels, " C25●");
}

}  // namespace

// What everybody on the case is to see now, by how they stand to it.
void Story::ExpectCaseEverywhere() {
  const size_t inquiries = inquiries_.size();
  for (const char* actor : {"mh", "mh-clerk", "midwife"}) {
    Expected(actor).a_case = CaseFor(&Fact::for_mh, true);
    Expected(actor).case_levels =
        WithInquiry(withdrawn_ ? "C01● C03● C24●"
                               : "C01● C03● C05● C06● C07● C16● C19● C24●",
                    inquiries);
  }
  Expected("sup").a_case = CaseFor(&Fact::for_sup, false);
  Expected("sup").case_levels = WithInquiry(
      withdrawn_ ? "C01● C03● C24●" : "C01● C03● C05● C06● C07● C16◐ C19● C24●",
      inquiries);
  Expected("fs").a_case.reset();
  Expected("fs").case_levels.clear();
  Expected("fs").listed_cases.clear();
  if (!family_support_on_team_) return;
  Expected("fs").listed_cases = {places_.a_case};
  Expected("fs").a_case = CaseFor(&Fact::for_fs, false);
  Expected("fs").case_levels = WithInquiry(
      withdrawn_ ? "C01● C03● C24●" : "C01● C03● C05● C06◐ C07◐ C16◐ C19● C24●",
      inquiries);
}

void Story::OpenCase() {
  narrator_.Step(
      "#4", "母子保健がケース K-17 を開く（特定妊婦）。主担当になる。",
      "Maternal health opens case K-17, specified pregnancy; leads.");
  v1::OpenCaseRequest request;
  request.set_subject(places_.subject);
  request.set_class_(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  request.add_branches(v1::BRANCH_CHILD_WELFARE);
  request.add_branches(v1::BRANCH_WOMEN);
  request.add_branches(v1::BRANCH_MATERNAL);
  request.set_alias("K-17");
  request.set_centre_notice_given(true);
  for (const std::string& copy : copies_) request.add_bind_sections(copy);
  const auto opened = At("mh").Call(request);
  Expect(opened.ok(), "maternal health opens the case");
  places_.a_case = opened.response.case_();
  team_ = {kMaternalHealth};

  // The id of the management section is new; all that it says is expected.
  v1::GetCaseRequest get;
  get.set_name(places_.a_case);
  const auto reply = At("mh").Call(get);
  for (const v1::Section& section : reply.response.case_().sections()) {
    if (section.kind() == v1::SECTION_KIND_CASE_MANAGEMENT) {
      management_ = section.name();
    }
  }
  for (const char* actor : {"mh", "mh-clerk", "midwife", "sup"}) {
    Expected(actor).listed_cases = {places_.a_case};
  }
  ExpectCaseEverywhere();
  narrator_.Say(
      "母子保健の「生活」は●に変わるが、増えてはいない。要約で受け取った写しの"
      "、"
      "いまは持ち主。",
      "\"life\" turns full for maternal health and nothing is added: it now "
      "holds the copy, which came in summary.");
  ShowEverybody();
}

void Story::AddFamilySupport() {
  narrator_.Step(
      "#5", "母子保健 ↔ 家庭支援、統括。家庭支援をチームに加える。",
      "Maternal health puts family support on the team; the chief oversees.");
  v1::AddTeamEntryRequest request;
  request.set_case_(places_.a_case);
  request.set_party(kFamilySupport);
  request.set_relation(v1::RELATION_MEMBER);
  request.add_persons("p-cw-1");
  Expect(At("mh").Call(request).ok(), "the lead adds family support");
  team_.push_back(kFamilySupport);
  family_support_on_team_ = true;
  ExpectCaseEverywhere();
  narrator_.Say(
      "家庭支援には、相談と週数は要約（22-33w）、意向は全部が見える。",
      "Family support sees contact and weeks reduced (22-33w), wishes "
      "in full.");
  ShowEverybody();
}

// "Not yours" and "does not exist" differ in the officer's log only.
void Story::HiddenLooksAbsent() {
  v1::GetCaseRequest hidden, absent;
  hidden.set_name(places_.a_case);
  absent.set_name(Absent(places_.a_case));
  At("dev").Fill(hidden);
  At("dev").Fill(absent);
  const auto* method = client::MethodOf(v1::GetCaseRequest::descriptor());
  const client::WireAnswer one =
      At("dev").CallWire(*method, hidden.SerializeAsString());
  const client::WireAnswer other =
      At("dev").CallWire(*method, absent.SerializeAsString());
  Expect(one.status == other.status && one.response == other.response &&
             one.details.size() == other.details.size() &&
             one.initial_metadata == other.initial_metadata,
         "hidden and absent look alike");
  ExpectHidden({"dev", "npo", "cgc", "hospital"}, {"K-17 を開く", "open K-17"},
               hidden, v1::REFUSAL_CODE_NOT_ON_CASE_TEAM);
  ExpectHidden({"dev"},
               {"存在しないケースを開く", "open a case that does not exist"},
               absent, v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  narrator_.Say("二つの答えは、一バイトまで同じ。違いは監査ログにしかない。",
                "The two answers are the same to the byte.");
}

// The certificate alone says who acts: no assertion is sent.
void Story::PersonalCertificates() {
  narrator_.Step("個人",
                 "システムのない助産師が、自分の証明書だけで K-17 を開く。",
                 "A midwife without a system opens K-17 with a certificate of "
                 "her own.");
  v1::GetCaseRequest get;
  get.set_name(places_.a_case);
  const auto reply = At("midwife").Call(get);
  Expect(reply.ok(), "her one assignment says for whom she acts");
  if (!reply.ok()) return;
  ExpectSame(reply.response.case_(), *Expected("midwife").a_case,
             "she sees the case as her unit does");
  const v1::ExchangeGroup logged =
      EntryOf(reply.response.disclosure().evidence(0).leaf_hash()).exchange();
  Expect(logged.peer() ==
                 "body/sample-city/unit/maternal-health/staff/"
                 "p-midwife-1" &&
             logged.person() == "p-midwife-1" &&
             logged.party() == kMaternalHealth,
         "the log says that she did, with her own certificate");
  narrator_.Say(
      "署名は要らない。担当が一つなら、証明書が本人を示す。係と同じものが"
      "見え、監査ログには本人として残る。",
      "No signature is needed: with one assignment the certificate "
      "says who acts. She sees what her unit sees, and the log names "
      "her.");
  const auto former = At("former").Call(get);
  Expect(absl::IsUnauthenticated(former.status),
         "a certificate of somebody without an assignment is refused");
  narrator_.Say(
      "× 元助産師: 証明書はまだ有効でも、いまの担当がないので何もできない。",
      "A former midwife: her certificate is still good, but with no "
      "assignment now she is refused.");
}

void Story::SomebodyAsks() {
  narrator_.Step("#15",
                 "「母親」から母子保健の窓口に電話。「娘が相談していませんか」",
                 "\"Her mother\" phones the desk: is my daughter with you?");
  v1::RecordInquiryRequest request;
  *request.mutable_inquiry() = InquiryOfTheMother();
  auto at_desk = At("mh-clerk").Call(request);
  // At the hospital nobody of that kind is known.
  auto elsewhere = At("hospital").Call(request);
  Expect(at_desk.ok() && elsewhere.ok(), "the inquiry is recorded");
  Expect(at_desk.response.ByteSizeLong() == elsewhere.response.ByteSizeLong(),
         "the answers have the same length");
  at_desk.response.mutable_disclosure()->clear_evidence();
  elsewhere.response.mutable_disclosure()->clear_evidence();
  ExpectSame(at_desk.response, elsewhere.response,
             "the answer is the same where nobody knows her");
  narrator_.Say(absl::StrCat("どの窓口でも同じ答え:「",
                             at_desk.response.answer_ja(), "」"),
                at_desk.response.answer_en());

  const auto inbox = At("mh").Call(v1::ListMessagesRequest());
  Expect(inbox.response.messages_size() == 2, "the lead is alerted, once");
  v1::MessageHeader header =
      inbox.response.messages(inbox.response.messages_size() - 1);
  header.clear_sent_at();
  places_.messages.push_back(header.name());
  v1::GetMessageRequest get;
  get.set_name(header.name());
  const auto alert = At("mh").Call(get);
  v1::Section section = ManagementSection();
  section.set_name(alert.response.sections_size() == 1
                       ? alert.response.sections(0).name()
                       : "");
  section.set_kind(v1::SECTION_KIND_INQUIRY);
  *section.mutable_record()->mutable_inquiry() = InquiryOfTheMother();
  inquiries_.push_back(section);

  v1::GetMessageResponse message;
  v1::MessageHeader& expected = *message.mutable_header();
  expected.set_name(header.name());
  expected.set_kind(v1::MESSAGE_KIND_INQUIRY_ALERT);
  expected.set_recipient(kMaternalHealth);
  expected.set_subject(places_.subject);
  expected.set_case_(places_.a_case);
  expected.set_state(v1::MESSAGE_STATE_SENT);
  section.set_onward_rule(v1::ONWARD_RULE_FREE);
  *message.add_sections() = section;
  for (const char* actor : {"mh", "mh-clerk", "midwife"}) {
    Expected(actor).inbox.push_back(expected);
    Expected(actor).messages[header.name()] = message;
    Expected(actor).message_levels[header.name()] = "C01● C25●";
  }
  ExpectCaseEverywhere();
  narrator_.Say(
      "主担当には知らせが届く。窓口も相手も、ケースの有無は分からない。",
      "The lead is alerted; the caller learns nothing.");
  ShowEverybody();
}

}  // namespace tasuki::scenario
