#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace dongthac::base {

/// A long list that is edited near where it was edited last: chunks of a few hundred elements, and a finger that
/// stays at the last one used. An edit costs one chunk, and the walk from the finger. Positions are in range. One
/// thread.
template <class Element>
class ChunkedList {
  public:
    explicit ChunkedList(std::vector<Element> elements = {}) : size_(elements.size()), chunks_(1) {
        chunks_[0] = std::move(elements);
        cut_finger_chunk();
    }

    [[nodiscard]] std::size_t size() const { return size_; }

    void insert(std::size_t position, std::span<const Element> elements) {
        if (elements.empty()) return;
        seek(position);
        std::vector<Element>& chunk = chunks_[finger_];
        const auto at = chunk.begin() + static_cast<std::ptrdiff_t>(position - before_);
        chunk.insert(at, elements.begin(), elements.end());
        size_ += elements.size();
        cut_finger_chunk();
    }

    void erase(std::size_t position, std::size_t count) {
        size_ -= count;
        while (count > 0) {
            seek(position);
            if (position - before_ == chunks_[finger_].size()) before_ += chunks_[finger_++].size();
            std::vector<Element>& chunk = chunks_[finger_];
            const auto first = chunk.begin() + static_cast<std::ptrdiff_t>(position - before_);
            const std::size_t here = std::min(count, chunk.size() - (position - before_));
            chunk.erase(first, first + static_cast<std::ptrdiff_t>(here));
            count -= here;
            join_finger_chunk();
        }
    }

    /// All elements; the list is empty afterwards.
    [[nodiscard]] std::vector<Element> take() {
        std::vector<Element> out;
        out.reserve(size_);
        for (const std::vector<Element>& chunk : chunks_) out.insert(out.end(), chunk.begin(), chunk.end());
        *this = ChunkedList();
        return out;
    }

  private:
    static constexpr std::size_t kMost = 512;

    /// The finger to a chunk that has `position` inside or at its end.
    void seek(std::size_t position) {
        while (position < before_) before_ -= chunks_[--finger_].size();
        while (position > before_ + chunks_[finger_].size()) before_ += chunks_[finger_++].size();
    }

    void cut_finger_chunk() {
        std::vector<Element> whole;
        if (chunks_[finger_].size() <= kMost) return;
        whole.swap(chunks_[finger_]);
        std::vector<std::vector<Element>> pieces;
        for (std::size_t at = 0; at < whole.size(); at += kMost / 2) {
            const auto end = std::min(at + kMost / 2, whole.size());
            pieces.emplace_back().reserve(kMost + 1);
            pieces.back().assign(whole.begin() + static_cast<std::ptrdiff_t>(at),
                                 whole.begin() + static_cast<std::ptrdiff_t>(end));
        }
        const auto place = chunks_.begin() + static_cast<std::ptrdiff_t>(finger_);
        *place = std::move(pieces.front());
        chunks_.insert(place + 1, std::move_iterator(pieces.begin() + 1), std::move_iterator(pieces.end()));
    }

    /// Small neighbours become one, so that a text much deleted in is not a list of crumbs.
    void join_finger_chunk() {
        if (chunks_[finger_].size() > kMost / 8 || chunks_.size() == 1) return;
        if (finger_ + 1 == chunks_.size()) before_ -= chunks_[--finger_].size();
        const auto chunk = chunks_.begin() + static_cast<std::ptrdiff_t>(finger_);
        const auto next = chunk + 1;
        if (chunk->size() + next->size() > kMost) return;
        chunk->insert(chunk->end(), next->begin(), next->end());
        chunks_.erase(next);
    }

    std::size_t size_ = 0;
    std::vector<std::vector<Element>> chunks_; ///< never none; each of at most kMost
    std::size_t finger_ = 0;
    std::size_t before_ = 0; ///< elements left of the finger's chunk
};

} // namespace dongthac::base
