#include <thread>
#include <utility>

#include "gateway/base/check.h"
#include "tests/property/history/setting.h"

// The changes of a setting by what she agrees to, and takes back.
namespace tasuki::history {
namespace {

using exchange::Release;

v1::ConsentTerms HospitalTerms(World& world, const Lane& lane,
                               const Agreement& agreement) {
  v1::ConsentTerms terms = exchange::TermsFor(
      world, lane.opening.subject, exchange::kMaternal, exchange::kHospital);
  // Somebody else, so that one of two can be taken out.
  terms.add_recipients(exchange::kNpo);
  terms.set_valid_until(
      absl::ToUnixSeconds(world.clock().Now() + agreement.valid));
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  for (const v1::Category category :
       {v1::CATEGORY_C01, v1::CATEGORY_C03, v1::CATEGORY_C05}) {
    item.add_categories(category);
  }
  if (agreement.of_pregnancy) item.add_categories(v1::CATEGORY_C07);
  return terms;
}

// Whether the hospital was shown to her as a reader of C07.
bool ShowsPregnancy(const v1::PreviewConsentResponse& preview) {
  for (const v1::ConsentView& view : preview.views()) {
    if (view.party() != exchange::kHospital) continue;
    for (const v1::CategoryDisclosure& one : view.categories()) {
      if (one.category() == v1::CATEGORY_C07) return true;
    }
  }
  return false;
}

v1::WithdrawConsentRequest WithdrawalOf(const std::string& consent) {
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = exchange::AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(consent);
  return withdraw;
}

v1::NarrowConsentRequest WithoutSupport(const std::string& consent) {
  v1::NarrowConsentRequest narrow;
  *narrow.mutable_access() = exchange::AccessFor(v1::PURPOSE_SUPPORT);
  narrow.set_name(consent);
  narrow.add_purposes(v1::PURPOSE_SUPPORT);
  return narrow;
}

}  // namespace

bool Setting::TryGrant(const Lane& lane, const Agreement& agreement) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = exchange::AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = HospitalTerms(world_, lane, agreement);
  v1::PreviewConsentResponse previewed;
  Operation look;
  CHECK(previewed.ParseFromString(
      Do(Nurse(), "ConsentService/PreviewConsent", preview, look).response));
  history_.Add(std::move(look));

  v1::GrantConsentRequest grant;
  *grant.mutable_access() = preview.access();
  *grant.mutable_terms() = preview.terms();
  grant.set_preview_hash(previewed.preview_hash());
  grant.set_supersedes(agreement.supersedes);
  Operation change;
  v1::GrantConsentResponse granted;
  const Release release =
      Do(Nurse(), "ConsentService/GrantConsent", grant, change);
  CHECK(granted.ParseFromString(release.response));
  if (release.status.ok()) {
    change.turns = {{HospitalSwitch(lane.name), true},
                    {AgreedSwitch(lane.name), agreement.of_pregnancy},
                    {PurposeSwitch(lane.name), true},
                    {ActiveSwitch(IdOf(granted.consent())), true},
                    {PreviewSwitch(lane.name), ShowsPregnancy(previewed)}};
    if (!agreement.supersedes.empty()) {
      change.turns.push_back({ActiveSwitch(IdOf(agreement.supersedes)), false});
    }
    SetNewest(lane, kConsent, granted.consent());
  }
  history_.Add(std::move(change));
  return release.status.ok();
}

void Setting::GrantToHospital(const Lane& lane, absl::Duration valid) {
  while (!TryGrant(lane, {.valid = valid})) std::this_thread::yield();
}

void Setting::WithdrawFromHospital(const Lane& lane) {
  v1::WithdrawConsentRequest withdraw = WithdrawalOf(Newest(lane, kConsent));
  // All of it, or towards one of its recipients.
  if (++withdrawals_ % 2 == 0) withdraw.add_recipients(exchange::kHospital);
  CHECK(Change(Nurse(), "ConsentService/WithdrawConsent", withdraw,
               {{HospitalSwitch(lane.name), false},
                {ActiveSwitch(IdOf(withdraw.name())), false}}));
}

void Setting::NarrowForHospital(const Lane& lane) {
  const std::string consent = Newest(lane, kConsent);
  if (++narrowings_ % 2 == 0) {
    CHECK(Change(Nurse(), "ConsentService/NarrowConsent",
                 WithoutSupport(consent), {{PurposeSwitch(lane.name), false}}));
    return;
  }
  v1::WithdrawConsentRequest withdraw = WithdrawalOf(consent);
  withdraw.add_categories(v1::CATEGORY_C07);
  CHECK(Change(Nurse(), "ConsentService/WithdrawConsent", withdraw,
               {{AgreedSwitch(lane.name), false}}));
}

void Setting::SupersedeForHospital(const Lane& lane, bool of_pregnancy) {
  const Agreement agreement{.valid = absl::Hours(24 * 300),
                            .of_pregnancy = of_pregnancy,
                            .supersedes = Newest(lane, kConsent)};
  while (!TryGrant(lane, agreement)) std::this_thread::yield();
}

void Setting::NarrowReferral(const Lane& lane) {
  CHECK(Change(World::Npo(), "ConsentService/NarrowConsent",
               WithoutSupport(lane.opening.consent),
               {{ReferralPurposeSwitch(lane.name), false}}));
}

void Setting::WithdrawReferral(const Lane& lane) {
  v1::WithdrawConsentRequest withdraw = WithdrawalOf(lane.opening.consent);
  if (++withdrawals_ % 2 == 0) withdraw.add_recipients(exchange::kMaternal);
  CHECK(Change(World::Npo(), "ConsentService/WithdrawConsent", withdraw,
               {{ReferralSwitch(lane.name), false}}));
}

}  // namespace tasuki::history
