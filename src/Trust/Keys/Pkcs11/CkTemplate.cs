using System.Runtime.InteropServices;
using System.Text;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>Attributes of an object, to make it with or to find it by: CK_ATTRIBUTE[] and its values in memory that does not move.</summary>
internal sealed unsafe class CkTemplate : IDisposable
{
    private readonly List<(nuint Type, byte[] Value)> _attributes = [];
    private CkAttribute* _native;

    public nuint Count => (nuint)_attributes.Count;

    /// <summary>Valid until disposal; nothing may be added after it was asked for.</summary>
    public CkAttribute* Native => _native is null ? _native = Copy() : _native;

    public CkTemplate With(nuint type, ReadOnlySpan<byte> value)
    {
        _attributes.Add((type, value.ToArray()));
        return this;
    }

    public CkTemplate With(nuint type, nuint value) => With(type, MemoryMarshal.AsBytes(new ReadOnlySpan<nuint>(in value)));

    public CkTemplate With(nuint type, bool value) => With(type, [value ? (byte)1 : (byte)0]);

    public CkTemplate With(nuint type, string value) => With(type, Encoding.UTF8.GetBytes(value));

    public void Dispose()
    {
        NativeMemory.Free(_native);
        _native = null;
    }

    private CkAttribute* Copy()
    {
        var head = sizeof(CkAttribute) * _attributes.Count;
        var block = (byte*)NativeMemory.Alloc((nuint)(head + _attributes.Sum(attribute => attribute.Value.Length)));
        var attributes = (CkAttribute*)block;
        var values = block + head;
        for (var i = 0; i < _attributes.Count; i++)
        {
            var (type, value) = _attributes[i];
            attributes[i] = new CkAttribute { Type = type, Value = values, Length = (nuint)value.Length };
            value.CopyTo(new Span<byte>(values, value.Length));
            values += value.Length;
        }

        return attributes;
    }
}

/// <summary>CK_ATTRIBUTE.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CkAttribute
{
    public nuint Type;
    public void* Value;
    public nuint Length;
}

/// <summary>CK_MECHANISM.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CkMechanism
{
    public nuint Type;
    public void* Parameter;
    public nuint ParameterLength;
}

/// <summary>CK_RSA_PKCS_PSS_PARAMS.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CkPssParameters
{
    public nuint Hash;
    public nuint Mask;
    public nuint SaltLength;
}
