using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel;

/// <summary>
/// Frames that are used again, so that an evaluation leaves none behind. What is taken is given back once nobody looks at it any more; one
/// that is not given back, as where a limit is exceeded, is the garbage collector's.
/// </summary>
internal sealed class FramePool
{
    // Larger ones are rare, and quickly filled.
    private const int MostSlots = 32;
    private readonly Frame?[] _idle = new Frame?[MostSlots + 1];

    /// <summary>A frame whose slots are all null.</summary>
    /// <param name="parent">The frame of the scope around it; null if there is none.</param>
    /// <param name="slots">How many slots.</param>
    public Frame Take(Frame? parent, int slots)
    {
        if (slots > MostSlots || _idle[slots] is not { } frame)
            return new Frame(parent, new FeelValue[slots]);
        _idle[slots] = frame.Parent;
        frame.Parent = parent;
        return frame;
    }

    /// <summary>A frame of one value.</summary>
    public Frame Take(Frame? parent, FeelValue value)
    {
        var frame = Take(parent, 1);
        frame.Slots[0] = value;
        return frame;
    }

    /// <summary>Gives a frame back, unless a function remembers it.</summary>
    public void Return(Frame frame)
    {
        var slots = frame.Slots;
        if (frame.IsKept || slots.Length > MostSlots)
            return;
        // Values are people's data: they do not outlive their case.
        Array.Clear(slots);
        frame.Parent = _idle[slots.Length];
        _idle[slots.Length] = frame;
    }
}
