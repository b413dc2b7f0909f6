#include "tests/gateway/exchange/corrections.h"

#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

const v1::Access kSupport = AccessFor(v1::PURPOSE_SUPPORT);

}  // namespace

v1::CorrectSectionRequest CorrectionOf(const std::string& section,
                                       const v1::Record& record,
                                       const std::string& reason) {
  v1::CorrectSectionRequest request;
  *request.mutable_access() = kSupport;
  request.set_name(section);
  *request.mutable_record() = record;
  request.set_reason(reason);
  return request;
}

v1::RetractSectionRequest RetractionOf(const std::string& section,
                                       const std::string& reason) {
  v1::RetractSectionRequest request;
  *request.mutable_access() = kSupport;
  request.set_name(section);
  request.set_reason(reason);
  return request;
}

Release ConfirmDraft(World& world, const World::Person& person,
                     const std::string& draft) {
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = kSupport;
  preview.set_name(draft);
  const auto previewed = world.Ask<v1::PreviewReducedResponse>(
      person, "SectionService/PreviewReduced", preview);
  EXPECT_THAT(world.last_status(), IsOk());
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = kSupport;
  confirm.set_name(draft);
  confirm.set_reduced_hash(previewed.reduced_hash());
  return world.Call(person, "SectionService/ConfirmSection", confirm);
}

std::string DraftCorrection(World& world, const World::Person& person,
                            const std::string& section,
                            const v1::Record& record) {
  const auto drafted = world.Ask<v1::CorrectSectionResponse>(
      person, "SectionService/CorrectSection", CorrectionOf(section, record));
  EXPECT_THAT(world.last_status(), IsOk());
  return drafted.section();
}

std::string Corrected(World& world, const World::Person& person,
                      const std::string& section, const v1::Record& record) {
  const std::string draft = DraftCorrection(world, person, section, record);
  EXPECT_THAT(ConfirmDraft(world, person, draft).status, IsOk());
  return draft;
}

Release Retract(World& world, const World::Person& person,
                const std::string& section) {
  return world.Call(person, "SectionService/RetractSection",
                    RetractionOf(section));
}

std::vector<v1::SectionVersion> VersionsOf(World& world,
                                           const World::Person& person,
                                           const std::string& section) {
  v1::ListSectionVersionsRequest list;
  *list.mutable_access() = kSupport;
  list.set_name(section);
  const auto listed = world.Ask<v1::ListSectionVersionsResponse>(
      person, "SectionService/ListSectionVersions", list);
  return {listed.versions().begin(), listed.versions().end()};
}

v1::SectionRow SectionRowOf(World& world, const std::string& section) {
  v1::SectionRow row;
  row.ParseFromString(
      world.ledger()
          .Read()
          .value()
          ->Read({Table::kSection, section.substr(section.find('/') + 1)})
          .value()
          ->body);
  return row;
}

std::vector<v1::MessageHeader> NoticesTo(World& world,
                                         const World::Person& person) {
  v1::ListMessagesRequest list;
  *list.mutable_access() = kSupport;
  list.set_page_size(100);
  const auto inbox = world.Ask<v1::ListMessagesResponse>(
      person, "MessageService/ListMessages", list);
  EXPECT_THAT(world.last_status(), IsOk());
  std::vector<v1::MessageHeader> notices;
  for (const v1::MessageHeader& header : inbox.messages()) {
    if (header.kind() == v1::MESSAGE_KIND_CORRECTION_NOTICE) {
      notices.push_back(header);
    }
  }
  return notices;
}

}  // namespace tasuki::exchange
