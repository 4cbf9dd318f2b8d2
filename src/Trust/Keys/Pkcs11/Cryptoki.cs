using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>
/// A PKCS #11 module: its functions with their pointers, nothing remembered. A module is loaded and initialised once in a process and
/// never finalised, for others of the process may use it too. Everything throws <see cref="Pkcs11Exception"/> for what the module
/// refuses. Structures are as on Unix: CK_ULONG is a word, and nothing is packed.
/// </summary>
internal sealed unsafe class Cryptoki
{
    private const nuint OsLockingOk = 2;
    private const nuint ReadWriteSession = 2 | 4;
    private const nuint User = 1;
    private const int TokenInfoSize = 256;
    private const int LabelSize = 32;
    private const int MaxSessionsOffset = 104;
    private const int LongestAttribute = 64 * 1024;
    private const int LongestSignature = 1024;
    private static readonly ConcurrentDictionary<string, Lazy<Cryptoki>> Modules = new(StringComparer.Ordinal);

    // CK_FUNCTION_LIST: the version, padded to a word, and then the functions in the standard's order.
    private readonly nint* _functions;

    private Cryptoki(nint* functionList) => _functions = functionList + 1;

    public static Cryptoki Load(string path)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("PKCS #11 modules are used on Unix only: their structures differ on Windows.");
        return Modules.GetOrAdd(path, key => new Lazy<Cryptoki>(() => LoadNew(key))).Value;
    }

    /// <summary>The slots that have a token in them.</summary>
    public nuint[] Slots()
    {
        nuint count = 0;
        var list = (delegate* unmanaged[Cdecl]<byte, nuint*, nuint*, nuint>)_functions[4];
        Check("C_GetSlotList", list(1, null, &count));
        var slots = new nuint[count];
        fixed (nuint* first = slots)
            Check("C_GetSlotList", list(1, first, &count));
        return slots[..(int)count];
    }

    /// <summary>A token's label, and how many sessions it allows: 0 for any number.</summary>
    public (string Label, nuint MaxSessions) TokenInfo(nuint slot)
    {
        var info = stackalloc byte[TokenInfoSize];
        Check("C_GetTokenInfo", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint>)_functions[6])(slot, info));
        var max = *(nuint*)(info + MaxSessionsOffset);
        // CK_UNAVAILABLE_INFORMATION is all ones.
        return (Encoding.UTF8.GetString(info, LabelSize).TrimEnd(' ', '\0'), max == nuint.MaxValue ? 0 : max);
    }

    public nuint OpenSession(nuint slot)
    {
        nuint session;
        var open = (delegate* unmanaged[Cdecl]<nuint, nuint, void*, void*, nuint*, nuint>)_functions[12];
        Check("C_OpenSession", open(slot, ReadWriteSession, null, null, &session));
        return session;
    }

    // What is wrong with a session that is given up is of no interest.
    public void CloseSession(nuint session) => ((delegate* unmanaged[Cdecl]<nuint, nuint>)_functions[13])(session);

    /// <summary>Logs the process in, unless it is.</summary>
    public void Login(nuint session, ReadOnlySpan<byte> pin)
    {
        fixed (byte* first = pin)
        {
            var result = ((delegate* unmanaged[Cdecl]<nuint, nuint, byte*, nuint, nuint>)_functions[18])(session, User, first, (nuint)pin.Length);
            if (result != Ckr.AlreadyLoggedIn)
                Check("C_Login", result);
        }
    }

    public nuint Create(nuint session, CkTemplate template)
    {
        nuint handle;
        var create = (delegate* unmanaged[Cdecl]<nuint, CkAttribute*, nuint, nuint*, nuint>)_functions[20];
        Check("C_CreateObject", create(session, template.Native, template.Count, &handle));
        return handle;
    }

    public void Destroy(nuint session, nuint handle) =>
        Check("C_DestroyObject", ((delegate* unmanaged[Cdecl]<nuint, nuint, nuint>)_functions[22])(session, handle));

    /// <summary>An attribute's value; null if the object has none or does not give it away.</summary>
    public byte[]? Attribute(nuint session, nuint handle, nuint type)
    {
        var get = (delegate* unmanaged[Cdecl]<nuint, nuint, CkAttribute*, nuint, nuint>)_functions[24];
        var attribute = new CkAttribute { Type = type };
        if (get(session, handle, &attribute, 1) != Ckr.Ok || attribute.Length > LongestAttribute)
            return null;

        var value = new byte[attribute.Length];
        fixed (byte* first = value)
        {
            attribute.Value = first;
            Check("C_GetAttributeValue", get(session, handle, &attribute, 1));
        }

        return value[..(int)attribute.Length];
    }

    /// <summary>The objects that have all the attributes; at most <paramref name="most"/>.</summary>
    public nuint[] Find(nuint session, CkTemplate template, int most = 16)
    {
        Check("C_FindObjectsInit", ((delegate* unmanaged[Cdecl]<nuint, CkAttribute*, nuint, nuint>)_functions[26])(session, template.Native, template.Count));
        var handles = new nuint[most];
        nuint count = 0;
        fixed (nuint* first = handles)
            Check("C_FindObjects", ((delegate* unmanaged[Cdecl]<nuint, nuint*, nuint, nuint*, nuint>)_functions[27])(session, first, (nuint)most, &count));
        Check("C_FindObjectsFinal", ((delegate* unmanaged[Cdecl]<nuint, nuint>)_functions[28])(session));
        return handles[..(int)count];
    }

    /// <summary>Signs in one part (C_SignInit, C_Sign).</summary>
    public byte[] Sign(nuint session, nuint key, nuint mechanism, CkPssParameters? pss, ReadOnlySpan<byte> data)
    {
        var parameters = pss.GetValueOrDefault();
        var how = new CkMechanism { Type = mechanism };
        if (pss is not null)
        {
            how.Parameter = &parameters;
            how.ParameterLength = (nuint)sizeof(CkPssParameters);
        }

        Check("C_SignInit", ((delegate* unmanaged[Cdecl]<nuint, CkMechanism*, nuint, nuint>)_functions[42])(session, &how, key));

        var signature = stackalloc byte[LongestSignature];
        nuint length = LongestSignature;
        fixed (byte* first = data)
            Check("C_Sign", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint, byte*, nuint*, nuint>)_functions[43])(session, first, (nuint)data.Length, signature, &length));
        return new ReadOnlySpan<byte>(signature, (int)length).ToArray();
    }

    public void GenerateKeyPair(nuint session, nuint mechanism, CkTemplate publicKey, CkTemplate privateKey)
    {
        var how = new CkMechanism { Type = mechanism };
        nuint publicHandle, privateHandle;
        var generate = (delegate* unmanaged[Cdecl]<nuint, CkMechanism*, CkAttribute*, nuint, CkAttribute*, nuint, nuint*, nuint*, nuint>)_functions[59];
        Check("C_GenerateKeyPair", generate(
            session, &how, publicKey.Native, publicKey.Count, privateKey.Native, privateKey.Count, &publicHandle, &privateHandle));
    }

    private static Cryptoki LoadNew(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library) || !NativeLibrary.TryGetExport(library, "C_GetFunctionList", out var getList))
            throw new Pkcs11Exception(Pkcs11Fault.NoModule, $"'{path}' is not a PKCS #11 module that this machine can load.");

        nint* list;
        Check("C_GetFunctionList", ((delegate* unmanaged[Cdecl]<nint**, nuint>)getList)(&list));
        var module = new Cryptoki(list);
        // CK_C_INITIALIZE_ARGS: no mutexes of ours, flags, reserved.
        var arguments = stackalloc nuint[6];
        new Span<nuint>(arguments, 6).Clear();
        arguments[4] = OsLockingOk;
        var result = ((delegate* unmanaged[Cdecl]<void*, nuint>)module._functions[0])(arguments);
        if (result != Ckr.AlreadyInitialized)
            Check("C_Initialize", result);
        return module;
    }

    private static void Check(string function, nuint result)
    {
        if (result != Ckr.Ok)
            throw Pkcs11Exception.Of(function, result);
    }
}
