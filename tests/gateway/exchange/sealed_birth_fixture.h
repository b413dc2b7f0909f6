// A world in which a birth becomes confidential, and all that was to be stored.

#ifndef TESTS_GATEWAY_EXCHANGE_SEALED_BIRTH_FIXTURE_H_
#define TESTS_GATEWAY_EXCHANGE_SEALED_BIRTH_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/passing_ledger.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {

// No person's name: made up.
inline constexpr char kName[] = "架空花子";

// Keeps what the exchange wants committed, and commits it.
class RecordingLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  void Commit(Transaction first, Again again, Done done) override {
    last_ = first;
    next().Commit(std::move(first), std::move(again), std::move(done));
  }
  const Transaction& last() const { return last_; }

  // Does the text stand anywhere in what was to be stored or logged?
  bool Mentions(absl::string_view text) const {
    for (const RowChange& row : last_.changes.rows) {
      if (absl::StrContains(row.body, text)) return true;
    }
    for (const LeafDraft& leaf : last_.leaves) {
      if (absl::StrContains(absl::StrCat(leaf.exchange_group, leaf.office_group,
                                         leaf.vector_group),
                            text)) {
        return true;
      }
    }
    return last_.replay.has_value() &&
           absl::StrContains(last_.replay->body, text);
  }

 private:
  Transaction last_;
};

class SealedBirthTest : public ::testing::Test {
 protected:
  SealedBirthTest()
      : recorder_(world_.ledger()),
        recorded_(recorder_, world_.log(), "replica-1", "test") {
    v1::RegisterSubjectRequest enter;
    *enter.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    enter.set_alias("A");
    subject_ = world_
                   .Ask<v1::RegisterSubjectResponse>(
                       World::Npo(), "SubjectService/RegisterSubject", enter)
                   .subject()
                   .name();
  }

  static v1::Record Confidential(absl::string_view words = "内密に産みたい") {
    v1::Record record;
    record.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
    record.mutable_intention()->mutable_words()->set_text(std::string(words));
    return record;
  }
  static v1::Record Contact(absl::string_view complaint) {
    v1::Record record;
    record.mutable_sos_contact()->mutable_complaint()->set_text(
        std::string(complaint));
    return record;
  }
  static v1::Record Named() {
    v1::Record record;
    record.mutable_subject_profile()->set_legal_name(kName);
    return record;
  }

  // Calls through the recorder.
  template <typename Request>
  Release Through(absl::string_view method, const World::Person& person,
                  Request request) {
    if constexpr (requires { request.request_id(); }) {
      request.set_request_id(world_.FreshId());
    }
    std::promise<Release> promise;
    recorded_.Handle(
        absl::StrCat("/tasuki.v1.", method), world_.CredentialsOf(person),
        request.SerializeAsString(),
        [&promise](Release release) { promise.set_value(std::move(release)); });
    return promise.get_future().get();
  }
  Release Draft(const v1::DraftSectionRequest& draft,
                const World::Person& person = World::Npo()) {
    return Through("SectionService/DraftSection", person, draft);
  }
  Release Draft(const v1::Record& record,
                const World::Person& person = World::Npo()) {
    return Draft(DraftOf(subject_, record), person);
  }
  std::string Confirm(const v1::Record& record) {
    return Confirmed(world_, World::Npo(), DraftOf(subject_, record));
  }
  // The nurse accepts the NPO's section, with consent, and so knows the
  // subject.
  void GiveToNurse(const std::string& section, v1::Category category) {
    v1::ConsentTerms terms = TermsFor(world_, subject_, kNpo, kMaternal);
    terms.add_items()->set_level(v1::LEVEL_FULL);
    terms.mutable_items(0)->add_categories(v1::CATEGORY_C01);
    terms.mutable_items(0)->add_categories(category);
    Grant(world_, World::Npo(), terms);
    v1::SendMessageRequest send =
        MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, subject_, {section});
    *send.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    Accepted(world_, World::Nurse(), Sent(world_, World::Npo(), send), "",
             v1::PURPOSE_INTAKE);
  }
  Release ConfirmDraft(const std::string& name) {
    v1::PreviewReducedRequest preview;
    *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    preview.set_name(name);
    const auto previewed = world_.Ask<v1::PreviewReducedResponse>(
        World::Npo(), "SectionService/PreviewReduced", preview);
    v1::ConfirmSectionRequest confirm;
    *confirm.mutable_access() = preview.access();
    confirm.set_name(name);
    confirm.set_reduced_hash(previewed.reduced_hash());
    return world_.Call(World::Npo(), "SectionService/ConfirmSection", confirm);
  }

  static v1::RefusalCode CodeOf(const Release& release) {
    v1::RefusalDetail detail;
    detail.ParseFromString(release.refusal);
    return detail.code();
  }
  void ExpectRefused(const Release& release) {
    EXPECT_THAT(release.status,
                StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_EQ(CodeOf(release), v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY);
  }

  World world_;
  RecordingLedger recorder_;
  Exchange recorded_;
  std::string subject_;
};

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_SEALED_BIRTH_FIXTURE_H_
