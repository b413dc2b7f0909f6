#include "gateway/intake/spool.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/sealing.h"
#include "gateway/intake/slot.h"

namespace tasuki::intake {
namespace {

// Slot 0 tells whose spool it is, by something sealed with its key.
constexpr absl::string_view kHeadTitle = "tasuki/intake-spool/v1/head";
constexpr size_t kHeadBytes = 28;  // of an empty text, sealed

absl::Status Damaged() {
  return absl::DataLossError("spool: an entry is damaged");
}

}  // namespace

absl::Status Spool::Make(const std::string& path, const SpoolKey& key,
                         int places) {
  RETURN_IF_ERROR(SpoolFile::Make(path, places + 1));
  ASSIGN_OR_RETURN(const std::unique_ptr<SpoolFile> file,
                   SpoolFile::Open(path, SpoolFile::Use::kAlone));
  const std::string head = crypto::Seal(key.seal, kHeadTitle, "");
  CHECK(head.size() == kHeadBytes);
  RETURN_IF_ERROR(file->Write(0, 0, head));
  return file->Sync();
}

absl::StatusOr<std::unique_ptr<Spool>> Spool::Open(const std::string& path,
                                                   SpoolKey key,
                                                   SpoolFile::Use use) {
  ASSIGN_OR_RETURN(std::unique_ptr<SpoolFile> file, SpoolFile::Open(path, use));
  std::unique_ptr<Spool> spool(new Spool(std::move(file), std::move(key)));
  RETURN_IF_ERROR(spool->CheckHead());
  spool->Scan();
  return spool;
}

absl::Status Spool::CheckHead() const {
  ASSIGN_OR_RETURN(const std::string head, file_->Read(0, 0, kHeadBytes));
  if (!crypto::Open(key_.seal, kHeadTitle, head).ok()) {
    return absl::FailedPreconditionError(
        "spool: not a spool of this key, or its head is damaged");
  }
  return absl::OkStatus();
}

void Spool::Scan() {
  absl::MutexLock lock(&mutex_);
  for (int slot = 1; slot < file_->slots(); ++slot) {
    // A bad sector takes one place away, not the spool.
    if (!Enter(slot).ok()) ++damaged_;
  }
  // The lowest first.
  std::reverse(unused_.begin(), unused_.end());
}

absl::Status Spool::Enter(int slot) {
  ASSIGN_OR_RETURN(const std::string bytes,
                   file_->Read(slot, 0, kSlotHeaderBytes));
  ASSIGN_OR_RETURN(const SlotHeader header, DecodeHeader(bytes));
  last_sequence_ = std::max(last_sequence_, header.sequence);
  switch (header.state) {
    case SlotState::kUnused:
      unused_.push_back(slot);
      return absl::OkStatus();
    case SlotState::kDelivered:
      delivered_[header.sequence] = {slot, header.id, header.owner};
      known_.try_emplace(header.id, State::kDelivered);
      return absl::OkStatus();
    case SlotState::kWaiting:
      break;
  }
  if (header.size > kSlotBytes - kSlotHeaderBytes) return Damaged();
  ASSIGN_OR_RETURN(const std::string body,
                   file_->Read(slot, kSlotHeaderBytes, header.size));
  if (crypto::Sha256(body) != header.body_digest) return Damaged();
  SetWaiting(header.sequence, {slot, header.id, header.owner});
  return absl::OkStatus();
}

void Spool::SetWaiting(uint64_t sequence, Place place) {
  ++waiting_of_[place.owner];
  known_[place.id] = State::kWaiting;
  waiting_[sequence] = std::move(place);
}

Spool::Place Spool::TakeWaiting(uint64_t sequence) {
  const auto found = waiting_.find(sequence);
  CHECK(found != waiting_.end());
  Place place = std::move(found->second);
  waiting_.erase(found);
  if (--waiting_of_[place.owner] == 0) waiting_of_.erase(place.owner);
  known_.erase(place.id);
  return place;
}

std::optional<int> Spool::FreeSlot() {
  if (!unused_.empty()) {
    const int slot = unused_.back();
    unused_.pop_back();
    return slot;
  }
  if (delivered_.empty()) return std::nullopt;
  // The one delivered longest ago: it is the least likely to be sent again.
  const auto oldest = delivered_.begin();
  const Place place = oldest->second;
  delivered_.erase(oldest);
  known_.erase(place.id);
  return place.slot;
}

absl::Status Spool::Add(absl::string_view id, absl::string_view owner,
                        absl::string_view content) {
  if (content.size() > kMostContent) {
    return absl::InvalidArgumentError("spool: the entry is too large");
  }
  absl::MutexLock lock(&mutex_);
  if (known_.contains(id)) return absl::OkStatus();
  if (sync_failed_) return absl::UnavailableError("spool: a sync has failed");
  const auto of_owner = waiting_of_.find(owner);
  if (of_owner != waiting_of_.end() &&
      of_owner->second >= std::max(1, (file_->slots() - 1) / 4)) {
    return absl::ResourceExhaustedError("spool: the owner's share is used up");
  }
  const std::optional<int> slot = FreeSlot();
  if (!slot.has_value()) return absl::ResourceExhaustedError("spool: full");

  SlotHeader header;
  header.state = SlotState::kWaiting;
  header.sequence = ++last_sequence_;
  header.id = std::string(id);
  header.owner = std::string(owner);
  const std::string body = crypto::Seal(key_.seal, Binding(header), content);
  header.size = static_cast<uint32_t>(body.size());
  header.body_digest = crypto::Sha256(body);
  if (const absl::Status written =
          file_->Write(*slot, 0, absl::StrCat(EncodeHeader(header), body));
      !written.ok()) {
    // Part of it may be there: not to be taken for an entry at the next start.
    unused_.insert(unused_.begin(), *slot);
    file_->Write(*slot, 0, std::string(kSlotHeaderBytes, '\0')).IgnoreError();
    return written;
  }
  const absl::Status synced = file_->Sync();
  sync_failed_ = !synced.ok();
  RETURN_IF_ERROR(synced);
  SetWaiting(header.sequence, {*slot, header.id, header.owner});
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Spool::Entry>> Spool::Next(uint64_t sequence) {
  absl::MutexLock lock(&mutex_);
  const auto next = waiting_.upper_bound(sequence);
  if (next == waiting_.end()) return std::optional<Entry>();
  const Place place = next->second;
  const auto read = [&]() -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(const std::string bytes,
                     file_->Read(place.slot, 0, kSlotHeaderBytes));
    ASSIGN_OR_RETURN(const SlotHeader header, DecodeHeader(bytes));
    if (header.sequence != next->first || header.size > kMostContent + 28) {
      return Damaged();
    }
    ASSIGN_OR_RETURN(const std::string body,
                     file_->Read(place.slot, kSlotHeaderBytes, header.size));
    return crypto::Open(key_.seal, Binding(header), body);
  };
  absl::StatusOr<std::string> content = read();
  if (!content.ok()) {
    // The others must not wait behind it.
    ++damaged_;
    TakeWaiting(next->first);
    return Damaged();
  }
  return std::optional<Entry>(
      Entry{next->first, place.id, *std::move(content)});
}

absl::Status Spool::SetDelivered(uint64_t sequence) {
  absl::MutexLock lock(&mutex_);
  const auto found = waiting_.find(sequence);
  CHECK(found != waiting_.end());
  const Place place = found->second;
  SlotHeader header;
  header.state = SlotState::kDelivered;
  header.sequence = sequence;
  header.id = place.id;
  header.owner = place.owner;
  header.body_digest = std::string(crypto::kSha256Size, '\0');
  RETURN_IF_ERROR(file_->Write(place.slot, 0, EncodeHeader(header)));
  const absl::Status synced = file_->Sync();
  sync_failed_ = sync_failed_ || !synced.ok();
  RETURN_IF_ERROR(synced);
  delivered_[sequence] = TakeWaiting(sequence);
  known_[place.id] = State::kDelivered;
  // Only now, so that no crash leaves an entry that waits and cannot be read.
  // Whether the zeros last does not matter: what they cover is sealed.
  file_
      ->Write(place.slot, kSlotHeaderBytes,
              std::string(kSlotBytes - kSlotHeaderBytes, '\0'))
      .IgnoreError();
  return absl::OkStatus();
}

Spool::State Spool::Find(absl::string_view id) const {
  absl::MutexLock lock(&mutex_);
  const auto found = known_.find(id);
  return found == known_.end() ? State::kUnknown : found->second;
}

Spool::Counts Spool::counts() const {
  absl::MutexLock lock(&mutex_);
  return {.places = file_->slots() - 1,
          .waiting = static_cast<int>(waiting_.size()),
          .damaged = damaged_};
}

}  // namespace tasuki::intake
