namespace Cabildo.RepublicaDelPlata.People;

/// <summary>SplitMix64: the same numbers on every machine and every version of the framework, which System.Random does not promise.</summary>
public struct SeededRandom(ulong seed)
{
    private const ulong CountrySeed = 0x52_50_20_26;
    private ulong _state = (seed * 0x9E3779B97F4A7C15UL) ^ CountrySeed;

    /// <summary>A number from 0 up to, and without, <paramref name="limit"/>.</summary>
    public int Next(int limit)
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }
}
