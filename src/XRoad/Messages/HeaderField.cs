using System.Runtime.InteropServices;

namespace Cabildo.XRoad.Messages;

/// <summary>One HTTP header of a REST message; a name may occur more than once.</summary>
/// <param name="Name">The name, in whatever case it came.</param>
/// <param name="Value">The value.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HeaderField(string Name, string Value);
