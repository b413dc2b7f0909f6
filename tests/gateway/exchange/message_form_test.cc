#include <functional>

#include "tests/gateway/exchange/further_parties.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Bad input, for each kind of message: the field is named, its value is not,
// and nothing is stored.
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kMark[] = "VALUE-MARK";

using Spoil = std::function<void(v1::SendMessageRequest&)>;
struct Spoilt {
  absl::string_view field;
  Spoil spoil;
};

class MessageFormTest : public ::testing::TestWithParam<v1::MessageKind> {
 protected:
  MessageFormTest() {
    subject_ = Registered(world_, World::Nurse());
    section_ =
        Confirmed(world_, World::Nurse(), DraftOf(subject_, Pregnancy()));
    Tell(world_, kGuidance, subject_);
    request_ = Sent(world_, Officer(),
                    RequestTo(kMaternal, subject_, v1::CATEGORY_C07));
  }
  // One that would go, if nothing in it were wrong.
  v1::SendMessageRequest Good() {
    v1::SendMessageRequest good =
        MessageTo(kGuidance, GetParam(), subject_, {section_});
    switch (GetParam()) {
      case v1::MESSAGE_KIND_CONSULTATION:
        good.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
        break;
      case v1::MESSAGE_KIND_TRANSFER:
        good.set_basis(v1::BASIS_CODE_CWA_25_7_TRANSFER);
        break;
      case v1::MESSAGE_KIND_NOTICE:
        good.set_basis(v1::BASIS_CODE_CWA_25_7_NOTICE);
        break;
      case v1::MESSAGE_KIND_INFORMATION:
        good.set_basis(v1::BASIS_CODE_CAPA_6);
        break;
      case v1::MESSAGE_KIND_REQUEST:
        good = RequestTo(kGuidance, subject_, v1::CATEGORY_C07);
        break;
      default:
        good.set_in_reply_to(request_);
    }
    return good;
  }
  bool Asks() const { return GetParam() == v1::MESSAGE_KIND_REQUEST; }
  bool Answers() const { return GetParam() == v1::MESSAGE_KIND_ANSWER; }
  std::vector<Spoilt> Spoilings() const;

  World world_;
  std::string subject_, section_, request_;
};

std::vector<Spoilt> MessageFormTest::Spoilings() const {
  std::vector<Spoilt> all = {
      {"access.purpose:", [](auto& r) { r.mutable_access()->clear_purpose(); }},
      {"kind:", [](auto& r) { r.set_kind(v1::MESSAGE_KIND_STOP_USE); }},
      {"kind:", [](auto& r) { r.set_kind(static_cast<v1::MessageKind>(99)); }},
      {"recipient:", [](auto& r) { r.set_recipient(kMark); }},
      {"subject:", [](auto& r) { r.set_subject(kMark); }},
      {"basis:", [](auto& r) { r.set_basis(static_cast<v1::BasisCode>(99)); }},
      {"basis:", [](auto& r) { r.set_basis(v1::BASIS_CODE_CLEAR_INTEREST); }},
      {"kind:",
       [](auto& r) {
         r.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
         if (r.kind() == v1::MESSAGE_KIND_CONSULTATION) {
           r.set_basis(v1::BASIS_CODE_CAPA_6);
         }
       }},
      {"attempt:", [](auto& r) { r.set_attempt(v1::CONSENT_ATTEMPT_GIVEN); }},
      {"attempt:", [](auto& r) { r.set_attempt_reason(kMark); }},
      {"stated_class:",
       [](auto& r) { r.set_stated_class(v1::CASE_CLASS_SUPPORT); }},
      {"stated_class:",
       [](auto& r) { r.set_stated_class(static_cast<v1::CaseClass>(99)); }},
      {"office:", [](auto& r) { r.set_office(v1::REQUESTER_OFFICE_MAYOR); }},
      {"office:",
       [](auto& r) { r.set_office(static_cast<v1::RequesterOffice>(99)); }},
      {"due_at:", [](auto& r) { r.set_due_at(-1); }},
      {"part_refused:",
       [](auto& r) { r.set_part_refused(v1::REFUSAL_CODE_LEGAL_HOLD); }},
  };
  if (Asks()) {
    all.push_back({"requested:", [](auto& r) { r.clear_requested(); }});
    all.push_back(
        {"office:", [](auto& r) { r.set_basis(v1::BASIS_CODE_CAPA_13_4); }});
  } else {
    all.push_back({"sections:", [](auto& r) { r.clear_sections(); }});
    all.push_back({"sections:", [](auto& r) { r.set_sections(0, kMark); }});
    all.push_back({"sections:", [](auto& r) {
                     for (int i = 0; i < 20; ++i) r.add_sections(r.sections(0));
                   }});
    all.push_back(
        {"requested:", [](auto& r) { r.add_requested(v1::CATEGORY_C02); }});
    all.push_back({"due_at:", [](auto& r) { r.set_due_at(1795230000); }});
  }
  if (Answers()) {
    all.push_back({"in_reply_to:", [](auto& r) { r.clear_in_reply_to(); }});
    all.push_back({"in_reply_to:", [](auto& r) { r.set_in_reply_to(kMark); }});
  } else {
    all.push_back({"in_reply_to:", [](auto& r) { r.set_in_reply_to(kMark); }});
    all.push_back({"part_refused:", [](auto& r) {
                     r.set_part_refused(v1::REFUSAL_CODE_NO_BASIS);
                   }});
  }
  return all;
}

TEST_P(MessageFormTest, NamesTheFieldAndStoresNothing) {
  const int before = InboxOf(world_, Officer()).messages_size();
  for (const auto& [field, spoil] : Spoilings()) {
    v1::SendMessageRequest bad = Good();
    spoil(bad);
    const Release release = Send(world_, World::Nurse(), bad);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument))
        << field;
    EXPECT_THAT(std::string(release.status.message()),
                HasSubstr(std::string(field)));
    EXPECT_THAT(std::string(release.status.message()), Not(HasSubstr(kMark)));
  }
  EXPECT_EQ(InboxOf(world_, Officer()).messages_size(), before);
  EXPECT_EQ(HeaderFor(world_, World::Nurse(), request_).state(),
            v1::MESSAGE_STATE_SENT);
}

// What is spoilt above would go otherwise. Of an answer nothing is seen without
// a basis: its refusal is no matter of form.
TEST_P(MessageFormTest, GoesWhenNothingIsWrong) {
  const Release release = Send(world_, World::Nurse(), Good());
  if (Answers()) {
    EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_CONSENT_ABSENT);
  } else {
    EXPECT_THAT(release.status, IsOk());
  }
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, MessageFormTest,
    ::testing::Values(v1::MESSAGE_KIND_CONSULTATION, v1::MESSAGE_KIND_TRANSFER,
                      v1::MESSAGE_KIND_NOTICE, v1::MESSAGE_KIND_INFORMATION,
                      v1::MESSAGE_KIND_REQUEST, v1::MESSAGE_KIND_ANSWER),
    [](const ::testing::TestParamInfo<v1::MessageKind>& kind) {
      return v1::MessageKind_Name(kind.param).substr(13);
    });

}  // namespace
}  // namespace tasuki::exchange
